package io.nightjar;

import io.nightjar.Databases.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** A database that a test takes away: it refuses, or it hangs without a word. */
public final class BreakableDataSource extends DelegatingDataSource {

  private final AtomicInteger hanging = new AtomicInteger();
  private volatile boolean refusing;
  private volatile @Nullable CountDownLatch hold;

  private BreakableDataSource(DataSource target) {
    super(target);
  }

  /** The same database, behind a data source that can be broken. */
  public static Database around(Database database) {
    return new Database(
        database.vendor(), database.url(), new BreakableDataSource(database.dataSource()));
  }

  public static BreakableDataSource of(Database database) {
    return (BreakableDataSource) database.dataSource();
  }

  public void refuse() {
    refusing = true;
  }

  public void hang() {
    hold = new CountDownLatch(1);
  }

  public void recover() {
    refusing = false;
    CountDownLatch held = hold;
    hold = null;
    if (held != null) {
      held.countDown();
    }
  }

  /** How many threads hang in it. */
  public int hanging() {
    return hanging.get();
  }

  @Override
  public Connection getConnection() throws SQLException {
    if (refusing) {
      throw new SQLException("the database is away");
    }
    CountDownLatch held = hold;
    if (held != null) {
      hanging.incrementAndGet();
      try {
        held.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new SQLException(e);
      } finally {
        hanging.decrementAndGet();
      }
    }
    return super.getConnection();
  }
}
