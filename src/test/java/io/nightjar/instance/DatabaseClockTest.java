package io.nightjar.instance;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.Databases;
import io.nightjar.Databases.Database;
import io.nightjar.SettableClock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseClockTest {

  private static final Instant T = Instant.parse("2026-01-22T00:00:00Z");

  @ParameterizedTest(name = "ahead {0}, round trip {1}: {2}")
  @CsvSource({
    "PT30S, PT0.4S, PT30.2S",
    "PT-30S, PT0.4S, PT-29.8S",
    "PT0S, PT1S, PT0.5S",
    "PT0S, PT1.001S,",
    "PT30S, PT8S,"
  })
  void half_the_round_trip_counts_and_a_slow_one_does_not(
      Duration ahead, Duration roundTrip, Duration measured) {
    AtomicLong nanos = new AtomicLong();
    DatabaseClock clock = new DatabaseClock(
        () -> {
          nanos.addAndGet(roundTrip.toNanos());
          return Optional.of(T.minus(ahead));
        },
        new SettableClock(T),
        nanos::get);

    assertThat(clock.ownIsAheadBy()).isEqualTo(Optional.ofNullable(measured));
  }

  @ParameterizedTest(name = "own clock {0} ahead: corrected by {1}")
  @CsvSource({"PT2S, PT0S", "PT2.001S, PT-2.001S", "PT1H, PT-1H", "PT-1H, PT1H", "PT-2S, PT0S"})
  void the_own_clock_is_corrected_beyond_seconds(Duration ahead, Duration by) {
    DatabaseClock clock =
        new DatabaseClock(() -> Optional.of(T.minus(ahead)), new SettableClock(T), () -> 0);

    assertThat(clock.correct(T)).isEqualTo(T.plus(by));
  }

  @Test
  void what_cannot_be_measured_is_as_it_was() {
    AtomicReference<Optional<Instant>> database = new AtomicReference<>(Optional.empty());
    SettableClock own = new SettableClock(T);
    DatabaseClock clock = new DatabaseClock(database::get, own, () -> 0);
    assertThat(clock.correct(T)).isEqualTo(T);

    database.set(Optional.of(T.minusSeconds(3_600)));
    assertThat(clock.correct(T)).isEqualTo(T.minusSeconds(3_600));
    database.set(Optional.empty());
    own.advance(Duration.ofSeconds(1));
    assertThat(clock.correct(own.instant())).isEqualTo(T.minusSeconds(3_599));
  }

  @Test
  void postgresql_has_a_clock_of_its_own() {
    Database database = Databases.POSTGRESQL.create();
    try {
      Clock ahead = Clock.offset(Clock.systemUTC(), Duration.ofSeconds(30));

      assertThat(new DatabaseClock(database.dataSource(), ahead).ownIsAheadBy().orElseThrow())
          .isBetween(Duration.ofSeconds(29), Duration.ofSeconds(32));
    } finally {
      database.close();
    }
  }

  @Test
  void h2_has_not() {
    Database database = Databases.H2.create();
    try {
      assertThat(new DatabaseClock(database.dataSource(), new SettableClock(T)).ownIsAheadBy())
          .isEmpty();
    } finally {
      database.close();
    }
  }
}
