package io.nightjar.runner;

import io.nightjar.Databases.Database;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** A database that fails once, when a test says so: it refuses a connection, or it commits and its answer is lost. */
final class FailOnceDataSource extends DelegatingDataSource {

  private final AtomicBoolean refusing = new AtomicBoolean();
  private final AtomicBoolean losing = new AtomicBoolean();

  private FailOnceDataSource(DataSource target) {
    super(target);
  }

  /** The same database, behind a data source that fails when it is told to. */
  static Database around(Database database) {
    return new Database(
        database.vendor(), database.url(), new FailOnceDataSource(database.dataSource()));
  }

  static FailOnceDataSource of(Database database) {
    return (FailOnceDataSource) database.dataSource();
  }

  void refuseNextConnection() {
    refusing.set(true);
  }

  void loseAnswerOfNextCommit() {
    losing.set(true);
  }

  /** Whether what was to fail has failed. */
  boolean hasFailed() {
    return !refusing.get() && !losing.get();
  }

  @Override
  public Connection getConnection() throws SQLException {
    if (refusing.getAndSet(false)) {
      throw new SQLException("the database is away");
    }
    Connection connection = super.getConnection();
    return (Connection) Proxy.newProxyInstance(
        getClass().getClassLoader(),
        new Class<?>[] {Connection.class},
        (proxy, method, arguments) -> {
          try {
            Object answer = method.invoke(connection, arguments);
            if (method.getName().equals("commit") && losing.getAndSet(false)) {
              throw new SQLException("the connection broke before the answer", "08006");
            }
            return answer;
          } catch (InvocationTargetException e) {
            throw e.getCause();
          }
        });
  }
}
