package io.nightjar.instance;

import io.nightjar.platform.loop.ClockCorrection;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Measures the own clock against the database's, the only one that all processes share. */
@Component
public class DatabaseClock implements ClockCorrection {

  /** Clocks that are kept in step differ by less, a slow answer included. */
  static final Duration TOLERANCE = Duration.ofSeconds(2);

  /** A slower answer does not show precisely enough when the database read its clock. */
  private static final Duration SLOWEST = Duration.ofSeconds(1);

  private final Supplier<Optional<Instant>> database;
  private final Clock clock;
  private final LongSupplier nanos;
  private volatile Duration lastAhead = Duration.ZERO;

  @Autowired
  DatabaseClock(DataSource dataSource, Clock clock) {
    this(reader(new JdbcTemplate(dataSource)), clock, System::nanoTime);
  }

  public DatabaseClock(Supplier<Optional<Instant>> database, Clock clock, LongSupplier nanos) {
    this.database = database;
    this.clock = clock;
    this.nanos = nanos;
  }

  /** By how much the clock of this process is ahead; empty when it cannot be measured. */
  public Optional<Duration> ownIsAheadBy() {
    Instant before = clock.instant();
    long start = nanos.getAsLong();
    Optional<Instant> there = database.get();
    Duration took = Duration.ofNanos(nanos.getAsLong() - start);
    if (took.compareTo(SLOWEST) > 0) {
      return Optional.empty();
    }
    return there.map(it -> Duration.between(it, before.plus(took.dividedBy(2))));
  }

  /** Asks the database each time: a clock can jump between any two looks at it. */
  @Override
  public Instant correct(Instant own) {
    Duration ahead = measured();
    lastAhead = ahead;
    return ahead.abs().compareTo(TOLERANCE) > 0
        ? own.minus(ahead).truncatedTo(ChronoUnit.MICROS)
        : own;
  }

  /** What cannot be measured now is as it was. */
  private Duration measured() {
    try {
      return ownIsAheadBy().orElse(lastAhead);
    } catch (DataAccessException e) {
      return lastAhead;
    }
  }

  private static Supplier<Optional<Instant>> reader(JdbcTemplate jdbc) {
    ConnectionCallback<Optional<Instant>> read = DatabaseClock::read;
    return () -> Objects.requireNonNull(jdbc.execute(read));
  }

  private static Optional<Instant> read(Connection connection) throws SQLException {
    // H2 runs in this very process, or for it alone: there is nothing to differ from.
    if (connection.getMetaData().getDatabaseProductName().equals("H2")) {
      return Optional.empty();
    }
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT CURRENT_TIMESTAMP(6)")) {
      row.next();
      return Optional.of(row.getObject(1, OffsetDateTime.class).toInstant());
    }
  }
}
