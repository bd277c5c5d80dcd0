package io.nightjar.database;

import com.zaxxer.hikari.HikariConfig;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Scope;

/** Reaches the database that {@code spring.datasource} names, as Boot would, but by two pools. */
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {

  /** Its own driver is not on board; that of MariaDB reaches it too. */
  private static final String MYSQL = "jdbc:mysql:";

  /** One for each who asks: copies of a configuration share the properties of its connections. */
  @Bean
  @Scope(BeanDefinition.SCOPE_PROTOTYPE)
  @ConfigurationProperties("spring.datasource.hikari")
  HikariConfig poolConfiguration(DataSourceProperties database) {
    String url = database.determineUrl();
    if (url.startsWith(MYSQL)) {
      throw new UnusableDatabaseException("no driver for " + MYSQL);
    }
    HikariConfig config = new HikariConfig();
    config.setDriverClassName(database.determineDriverClassName());
    config.setJdbcUrl(url);
    config.setUsername(database.determineUsername());
    config.setPassword(database.determinePassword());
    return config;
  }

  @Bean
  ConnectionPools dataSource(HikariConfig config, ObjectProvider<MeterRegistry> metrics) {
    metrics.ifAvailable(config::setMetricRegistry);
    return new ConnectionPools(config);
  }
}
