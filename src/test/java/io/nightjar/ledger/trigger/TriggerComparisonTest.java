package io.nightjar.ledger.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.job.Job;
import io.nightjar.ledger.trigger.StoredTrigger.Target;
import io.nightjar.ledger.trigger.TriggerComparison.Remedy;
import io.nightjar.runner.Jobs;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TriggerComparisonTest {

  private static final Instant NOW = Instant.parse("2026-01-21T13:15:00Z");
  private static final Instant NEXT = Instant.parse("2026-01-22T00:05:00Z");

  private final Job job = Jobs.aJob("job", "0 5 0 * * *");

  @Test
  void a_trigger_that_agrees_with_the_catalogue_is_left_alone() {
    assertThat(remedy(stored("WAITING", NEXT, false))).isEqualTo(Remedy.NONE);
  }

  @Test
  void a_job_without_a_trigger_gets_one() {
    assertThat(TriggerComparison.check(job, null, NOW).remedy()).isEqualTo(Remedy.CREATE);
  }

  @ParameterizedTest(name = "{0}, acquired by an instance: {1}: {2}")
  @CsvSource({
    "WAITING, false, NONE",
    "ACQUIRED, true, NONE",
    "ACQUIRED, false, REPLACE",
    "PAUSED, false, RESUME",
    "ERROR, false, RESET",
    "BLOCKED, false, REPLACE",
    "PAUSED_BLOCKED, false, REPLACE",
    "COMPLETE, false, REPLACE",
    "NONSENSE, false, REPLACE",
  })
  void its_state_is_repaired(String state, boolean inFlight, Remedy remedy) {
    assertThat(remedy(stored(state, NEXT, inFlight))).isEqualTo(remedy);
  }

  @ParameterizedTest(name = "next fire time {0}: {1}")
  @CsvSource({
    "2026-01-22T00:05:00Z, NONE",
    "2026-01-23T00:05:00Z, REPLACE",
    "2026-01-21T23:05:00Z, REPLACE",
    "2026-01-21T13:14:59Z, NONE",
    "2026-01-21T13:15:00Z, NONE",
    ", REPLACE",
  })
  void its_next_fire_time_is_its_schedules_unless_it_is_pending(Instant nextFire, Remedy remedy) {
    assertThat(remedy(stored("WAITING", nextFire, false))).isEqualTo(remedy);
  }

  @Test
  void another_schedule_or_zone_or_kind_of_trigger_is_replaced() {
    assertThat(remedy(stored("0 6 0 * * *", "Europe/London", "SCHEDULE", ours())))
        .isEqualTo(Remedy.REPLACE);
    assertThat(remedy(stored("0 5 0 * * *", "UTC", "SCHEDULE", ours()))).isEqualTo(Remedy.REPLACE);
    assertThat(remedy(stored(null, null, "SCHEDULE", ours()))).isEqualTo(Remedy.REPLACE);
    assertThat(remedy(stored("0 5 0 * * *", "Europe/London", "BLOB", ours())))
        .isEqualTo(Remedy.REPLACE);
  }

  @Test
  void a_job_class_that_is_not_ours_is_written_anew() {
    assertThat(remedy(stored("0 5 0 * * *", "Europe/London", "SCHEDULE", "x.Gone")))
        .isEqualTo(Remedy.REWRITE_JOB);
  }

  @ParameterizedTest(name = "at {0}, next fire time {1}: {2}")
  @CsvSource({
    "2026-01-22T00:03:59.999Z, 2026-01-23T00:05:00Z, REPLACE",
    "2026-01-22T00:04:00Z, 2026-01-23T00:05:00Z, NONE",
    "2026-01-22T00:04:59Z, 2026-01-23T00:05:00Z, NONE",
    "2026-01-22T00:04:59Z, 2026-01-24T00:05:00Z, REPLACE",
  })
  void an_instance_whose_clock_is_ahead_may_have_fired_it_already(
      Instant now, Instant nextFire, Remedy remedy) {
    assertThat(TriggerComparison.check(job, stored("WAITING", nextFire, false), now)
            .remedy())
        .isEqualTo(remedy);
  }

  @Test
  void data_that_is_not_text_is_thrown_away() {
    StoredTrigger serialized = new StoredTrigger(
        "job",
        "WAITING",
        "SCHEDULE",
        new Target("scheduled.job", ours(), false),
        "0 5 0 * * *",
        "Europe/London",
        NEXT,
        false);

    assertThat(remedy(serialized)).isEqualTo(Remedy.REPLACE);
  }

  private Remedy remedy(StoredTrigger stored) {
    return TriggerComparison.check(job, stored, NOW).remedy();
  }

  private static String ours() {
    return StoredTrigger.JOB_CLASS;
  }

  private static StoredTrigger stored(
      String expression, String zone, String type, String jobClass) {
    return new StoredTrigger(
        "job",
        "WAITING",
        type,
        new Target("scheduled.job", jobClass, true),
        expression,
        zone,
        NEXT,
        false);
  }

  private static StoredTrigger stored(String state, Instant nextFire, boolean inFlight) {
    return new StoredTrigger(
        "job",
        state,
        "SCHEDULE",
        new Target("scheduled.job", ours(), true),
        "0 5 0 * * *",
        "Europe/London",
        nextFire,
        inFlight);
  }
}
