package io.nightjar.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import org.springframework.jdbc.datasource.AbstractDataSource;

/** Two pools of the one database: one for all, and a small one for {@link ReservedConnections}. */
public final class ConnectionPools extends AbstractDataSource implements AutoCloseable {

  private static final String NAME = "nightjar";

  /** One to judge with, and one for a transaction within a transaction. */
  private static final int RESERVED = 2;

  private final HikariDataSource ordinary;
  private final HikariDataSource reserved;

  /**
   * Opens both.
   *
   * @throws com.zaxxer.hikari.pool.HikariPool.PoolInitializationException when the database cannot be reached
   */
  public ConnectionPools(HikariConfig config) {
    if (config.getPoolName() == null) {
      config.setPoolName(NAME);
    }
    PostgresTimeouts.boundAll(config);
    this.ordinary = new HikariDataSource(config);
    this.reserved = new HikariDataSource(reserved(config));
  }

  private static HikariConfig reserved(HikariConfig ordinary) {
    HikariConfig config = new HikariConfig();
    ordinary.copyStateTo(config);
    config.setPoolName(ordinary.getPoolName() + "-reserved");
    config.setMaximumPoolSize(RESERVED);
    config.setMinimumIdle(1);
    return config;
  }

  @Override
  public Connection getConnection() throws SQLException {
    return (ReservedConnections.inUse() ? reserved : ordinary).getConnection();
  }

  @Override
  public Connection getConnection(String username, String password) throws SQLException {
    throw new UnsupportedOperationException("connections belong to the configured user");
  }

  /** As the ordinary pool, for its metrics. */
  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    return type.isInstance(ordinary) ? type.cast(ordinary) : super.unwrap(type);
  }

  @Override
  public boolean isWrapperFor(Class<?> type) throws SQLException {
    return type.isInstance(ordinary) || super.isWrapperFor(type);
  }

  @Override
  public void close() {
    reserved.close();
    ordinary.close();
  }
}
