package io.nightjar.watchdog.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.Databases;
import io.nightjar.World;
import io.nightjar.job.Job;
import io.nightjar.job.JobCatalogue;
import io.nightjar.ledger.job.UpcomingRuns.Plan;
import io.nightjar.ledger.trigger.StoredTrigger;
import io.nightjar.ledger.trigger.StoredTrigger.Target;
import io.nightjar.watchdog.MessageBook;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobForecastTest {

  private static final Instant NOW = Instant.parse("2026-01-21T12:00:00Z");
  private static final Instant DUE = Instant.parse("2026-01-22T04:05:00Z");

  private static Databases.Database database;
  private static Job job;

  @BeforeAll
  static void read() {
    database = Databases.H2.create();
    try (World world = World.on(database, NOW, MessageBook.job("one", "0 5 4 * * *"))) {
      job = world.get(JobCatalogue.class).find("one").orElseThrow();
    }
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @ParameterizedTest(name = "written ahead {0}: {1}")
  @CsvSource({
    "2026-01-22T04:05:00Z,",
    "2026-01-22T04:04:59Z, it is expected Thu 22 Jan 04:04 GMT",
    "2026-01-22T04:05:01Z, a missed start would not be noticed",
    ", a missed start would not be noticed"
  })
  void the_ledger_must_expect_what_the_schedule_says(Instant written, String cause) {
    Assessment outlook = JobForecast.of(job, plan(written), stored(DUE), true, NOW);

    if (cause == null) {
      assertThat(outlook).isEqualTo(Assessment.RIGHT);
    } else {
      assertThat(outlook.cause()).contains(cause);
    }
  }

  @ParameterizedTest(name = "{0} after it was due: wrong: {1}")
  @CsvSource({"PT0S, false", "PT11M, false", "PT11M0.001S, true"})
  void what_its_trigger_has_not_fired_a_minute_after_its_start_deadline_is_wrong(
      Duration late, boolean wrong) {
    Instant now = DUE.plus(late);
    Plan plan = plan(DUE.plus(Duration.ofDays(1)));

    assertThat(JobForecast.of(job, plan, stored(DUE), true, now).cause() != null)
        .isEqualTo(wrong);
    assertThat(JobForecast.of(job, plan, stored(DUE), false, now))
        .isEqualTo(wrong ? Assessment.UNDECIDED : Assessment.RIGHT);
  }

  @Test
  void looks_that_miss_something_begin_anew() {
    ObservationWindow looks = new ObservationWindow(Duration.ofSeconds(35));
    assertThat(looks.lastFor(Duration.ZERO, NOW)).isFalse();
    looks.done(NOW);
    looks.done(NOW.plusSeconds(35));
    assertThat(looks.since(NOW.plusSeconds(70))).isEqualTo(NOW);
    assertThat(looks.since(NOW.plusSeconds(71))).isEqualTo(Instant.MAX);
    looks.done(NOW.plusSeconds(71));
    assertThat(looks.since(NOW.plusSeconds(72))).isEqualTo(NOW.plusSeconds(71));
  }

  private static Plan plan(Instant next) {
    return new Plan(job.definition(), NOW, next);
  }

  private static StoredTrigger stored(Instant nextFire) {
    return new StoredTrigger(
        "one",
        "WAITING",
        "SCHEDULE",
        new Target("scheduled.one", StoredTrigger.JOB_CLASS, true),
        job.schedule().expression(),
        job.zone().getId(),
        nextFire,
        false);
  }
}
