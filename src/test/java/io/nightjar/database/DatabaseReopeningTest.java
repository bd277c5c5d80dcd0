package io.nightjar.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariConfig;
import io.nightjar.fault.Fault;
import io.nightjar.fault.FaultBook;
import io.nightjar.fault.Provokes;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** An embedded database that is closed under Nightjar. */
@Isolated("the full disk is one for all")
class DatabaseReopeningTest {

  @TempDir
  Path folder;

  private final List<String> ends = new ArrayList<>();
  private final AtomicLong nanos = new AtomicLong();
  private ConnectionPools pools;
  private DatabaseReopening reopening;

  @BeforeEach
  void setUp() throws SQLException {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url());
    config.setUsername("sa");
    config.setMaximumPoolSize(3);
    pools = new ConnectionPools(config);
    execute("CREATE TABLE instance (id INT PRIMARY KEY, name VARCHAR)");
    execute("INSERT INTO instance VALUES (1, 'nightjar')");
    reopening = new DatabaseReopening(
        pools,
        new DatabaseProperties(Duration.ofMinutes(5)),
        new ProcessTermination(null) {
          @Override
          void because(String reason) {
            ends.add(reason);
          }
        },
        Clock.systemUTC(),
        nanos::get);
  }

  @AfterEach
  void tearDown() {
    FullDisk.isFull(false);
    reopening.stop();
    pools.close();
  }

  private String url() {
    return FullDisk.url(folder.resolve("db").toString());
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = pools.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private void pass() {
    try {
      reopening.pass(Instant.EPOCH);
    } catch (Exception e) {
      // The loop survives it.
    }
  }

  private void fillTheDisk() {
    FullDisk.isFull(true);
    for (int i = 0; i < 2; i++) {
      int row = i + 10;
      assertThatThrownBy(() -> execute("INSERT INTO instance VALUES (" + row + ", 'lost')"))
          .isInstanceOf(SQLException.class);
    }
    assertThat((Throwable) pools.closedBy()).isNotNull();
  }

  @Test
  @Provokes(Fault.W16)
  void with_space_again_it_goes_on_by_itself_and_has_lost_nothing() throws SQLException {
    reopening.start();
    // What somebody still holds keeps nobody from opening it again.
    try (Connection held = pools.getConnection()) {
      fillTheDisk();
      FullDisk.isFull(false);

      await()
          .ignoreExceptions()
          .untilAsserted(() -> execute("UPDATE instance SET name = 'again' WHERE id = 1"));
      assertThat(held.isClosed()).isFalse();
    }
    assertThat(ends).isEmpty();
    FaultBook.room(Fault.W16)
        .so(
            "readiness 503, and every call is rejected at once with the cause; it recovers by itself when there is space again");
  }

  @Test
  void while_the_disk_is_full_whoever_asks_is_refused_at_once_with_the_cause() {
    fillTheDisk();
    pass();

    assertThatThrownBy(pools::getConnection)
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("No space left on device");
  }

  @Test
  @Provokes(Fault.W16)
  void the_process_ends_when_it_cannot_be_opened_for_too_long() {
    fillTheDisk();
    pass();
    nanos.addAndGet(Duration.ofSeconds(299).toNanos());
    pass();
    assertThat(ends).isEmpty();

    nanos.addAndGet(Duration.ofSeconds(1).toNanos());
    pass();

    assertThat(ends)
        .singleElement()
        .asString()
        .contains("300 s", "No space left on device", "free some space", "start it");
    FaultBook.room(Fault.W16)
        .so(
            "after 5 min without space the process ends; its last log line says why and what to do");
  }

  @Test
  void one_that_was_shut_down_by_somebody_is_opened_again() throws SQLException {
    reopening.start();
    try (Connection other = DriverManager.getConnection(url(), "sa", "");
        Statement statement = other.createStatement()) {
      statement.execute("SHUTDOWN");
    }

    await()
        .ignoreExceptions()
        .untilAsserted(() -> execute("UPDATE instance SET name = 'again' WHERE id = 1"));
  }

  @Test
  void another_problem_closes_nothing() {
    assertThatThrownBy(() -> execute("SELECT * FROM nothing")).isInstanceOf(SQLException.class);

    assertThat((Throwable) pools.closedBy()).isNull();
  }
}
