package io.nightjar.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Both pools from one opening of the database to the moment at which it is closed under them. */
final class ConnectionPoolPair implements SQLExceptionOverride, AutoCloseable {

  /** One to judge with, and one for a transaction within a transaction. */
  private static final int RESERVED = 2;

  /** What H2 answers for good once it has closed an embedded database, as after a failed write. */
  private static final Set<Integer> CLOSED = Set.of(90098, 90121);

  private final Runnable onClosed;
  private final HikariDataSource ordinary;
  private final HikariDataSource reserved;
  private volatile @Nullable SQLException closedBy;

  ConnectionPoolPair(HikariConfig config, Runnable onClosed) {
    this.onClosed = onClosed;
    config.setExceptionOverride(this);
    this.ordinary = new HikariDataSource(config);
    try {
      this.reserved = new HikariDataSource(reserved(config));
    } catch (RuntimeException e) {
      ordinary.close();
      throw e;
    }
  }

  private static HikariConfig reserved(HikariConfig ordinary) {
    HikariConfig config = new HikariConfig();
    ordinary.copyStateTo(config);
    config.setPoolName(ordinary.getPoolName() + "-reserved");
    config.setMaximumPoolSize(RESERVED);
    config.setMinimumIdle(1);
    return config;
  }

  Connection connection(boolean fromReserved) throws SQLException {
    SQLException cause = closedBy;
    if (cause != null) {
      throw new SQLNonTransientConnectionException(
          "The database was closed and is being opened again: " + RootCause.messageOf(cause),
          cause.getSQLState(),
          cause.getErrorCode());
    }
    return (fromReserved ? reserved : ordinary).getConnection();
  }

  /** Why the database was closed; null while it is open. */
  @Nullable
  SQLException closedBy() {
    return closedBy;
  }

  HikariDataSource ordinary() {
    return ordinary;
  }

  /** Asked by the pools of each problem of each of their connections. */
  @java.lang.Override
  public Override adjudicate(SQLException problem) {
    if (!CLOSED.contains(problem.getErrorCode())) {
      return Override.CONTINUE_EVICT;
    }
    if (closedBy == null) {
      closedBy = problem;
      onClosed.run();
    }
    return Override.MUST_EVICT;
  }

  @java.lang.Override
  public void close() {
    reserved.close();
    ordinary.close();
  }
}
