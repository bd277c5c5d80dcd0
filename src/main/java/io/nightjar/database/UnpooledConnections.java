package io.nightjar.database;

import com.zaxxer.hikari.HikariConfig;
import java.util.Properties;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.AbstractDriverBasedDataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Connections outside every pool, to the same database, as the same user. */
final class UnpooledConnections {

  private UnpooledConnections() {}

  static DataSource of(HikariConfig config) {
    AbstractDriverBasedDataSource connections = new DriverManagerDataSource();
    connections.setUrl(config.getJdbcUrl());
    connections.setUsername(config.getUsername());
    connections.setPassword(config.getPassword());
    connections.setCatalog(config.getCatalog());
    connections.setSchema(config.getSchema());
    Properties properties = new Properties();
    properties.putAll(config.getDataSourceProperties());
    connections.setConnectionProperties(properties);
    return connections;
  }
}
