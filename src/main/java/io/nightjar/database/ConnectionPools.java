package io.nightjar.database;

import com.zaxxer.hikari.HikariConfig;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.AbstractDataSource;

/**
 * Two pools of the one database: one for all, and a small one for {@link ReservedConnections}. An embedded database that
 * was closed under them, as after a write to a full disk, refuses at once until it is reopened.
 */
public final class ConnectionPools extends AbstractDataSource implements AutoCloseable {

  private static final String NAME = "nightjar";

  private final HikariConfig config;
  private volatile ConnectionPoolPair pools;
  private volatile Runnable onClosed = () -> {};
  private boolean ended;

  /**
   * Opens both.
   *
   * @throws UnusableDatabaseException when it cannot be reached
   */
  public ConnectionPools(HikariConfig config) {
    this.config = config;
    if (config.getPoolName() == null) {
      config.setPoolName(NAME);
    }
    ConnectionDefaults.forPools(config);
    // Tries a plain connection first: a pool would log the same failure again.
    H2DatabaseFile.check(config.getJdbcUrl());
    try (Connection first = UnpooledConnections.of(config).getConnection()) {
      first.isValid(0);
    } catch (SQLException e) {
      throw new UnusableDatabaseException(e);
    }
    this.pools = open();
  }

  private ConnectionPoolPair open() {
    return new ConnectionPoolPair(config, () -> onClosed.run());
  }

  /** Reports when the database was closed. */
  void onClosed(Runnable then) {
    onClosed = then;
  }

  /** Why the database was closed under the pools; null while it is open. */
  @Nullable
  SQLException closedBy() {
    return pools.closedBy();
  }

  /** Gives the old pools up, opens new ones, and uses them if the database can be written to. */
  synchronized void reopen() throws SQLException {
    if (ended) {
      return;
    }
    // H2 opens the file anew only when nothing holds the old database.
    pools.close();
    try (Connection connection = UnpooledConnections.of(config).getConnection();
        Statement statement = connection.createStatement()) {
      // On a full disk a database opens and can be read: only the next write fails.
      statement.executeUpdate("UPDATE instance SET name = name");
    }
    pools = open();
  }

  @Override
  public Connection getConnection() throws SQLException {
    return pools.connection(ReservedConnections.inUse());
  }

  @Override
  public Connection getConnection(String username, String password) {
    throw new UnsupportedOperationException("connections belong to the configured user");
  }

  /** As the ordinary pool, for who looks into it. */
  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    Object ordinary = pools.ordinary();
    return type.isInstance(ordinary) ? type.cast(ordinary) : super.unwrap(type);
  }

  @Override
  public boolean isWrapperFor(Class<?> type) throws SQLException {
    return type.isInstance(pools.ordinary()) || super.isWrapperFor(type);
  }

  @Override
  public synchronized void close() {
    ended = true;
    pools.close();
  }
}
