package io.nightjar.scheduler;

import static io.nightjar.runner.Jobs.aJob;
import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.job.JobCatalogue;
import io.nightjar.job.OverlapPolicy;
import io.nightjar.ledger.run.ManualRuns;
import io.nightjar.ledger.run.Outcome;
import io.nightjar.ledger.run.Run;
import io.nightjar.ledger.run.RunRequest;
import io.nightjar.ledger.run.RunResult;
import io.nightjar.ledger.run.RunTrigger;
import io.nightjar.runner.DatabaseFixture;
import io.nightjar.runner.Launcher;
import io.nightjar.runner.OccurrenceClaims;
import io.nightjar.runner.ScriptedRunnerFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;

class CatchUpTest extends DatabaseFixture {

  private static final Instant FIRST_SEEN = Instant.parse("2026-01-20T12:00:00Z");
  private static final Instant OCCURRENCE = Instant.parse("2026-01-22T00:05:00Z");

  private static SchedulerProcess process;

  private final List<String> woken = new ArrayList<>();
  private CatchUp catchUp;

  @BeforeParameterizedClassInvocation
  static void start() {
    process = SchedulerProcess.idle(
        database,
        new ScriptedRunnerFactory(),
        aJob("nightly", "0 5 0 * * *", Duration.ofHours(5), OverlapPolicy.SKIP),
        aJob("hourly", "0 0 * * * *", Duration.ofHours(5), OverlapPolicy.SKIP),
        aJob("alert-only", "0 5 0 * * *"));
  }

  @AfterParameterizedClassInvocation
  static void stop() {
    process.close();
  }

  @BeforeEach
  void make() {
    catchUp = new CatchUp(
        process.get(JobCatalogue.class),
        process.get(MissedOccurrences.class),
        process.ledger(),
        process.get(OccurrenceClaims.class),
        new RecordingWakeUps());
  }

  @Test
  void a_missed_occurrence_is_caught_up_on_until_a_run_answers_it() {
    Instant now = OCCURRENCE.plus(Duration.ofHours(2));
    process.expectFrom(FIRST_SEEN, now);

    catchUp.step(now);
    catchUp.step(now.plusSeconds(10));
    process.ledger().fire("nightly", OCCURRENCE, RunTrigger.CATCH_UP, UUID.randomUUID(), now);
    catchUp.step(now.plusSeconds(20));

    assertThat(woken)
        .filteredOn(it -> it.startsWith("nightly"))
        .containsExactly(nightly(), nightly());
    assertThat(woken).noneMatch(it -> it.startsWith("alert-only"));
  }

  @Test
  void what_was_due_a_moment_ago_is_on_its_way() {
    Instant now = OCCURRENCE.plusSeconds(29);
    process.expectFrom(FIRST_SEEN, now);

    catchUp.step(now);

    assertThat(woken).doesNotContain(nightly());
  }

  @Test
  void what_its_trigger_is_still_to_fire_is_left_to_the_scheduler() {
    Instant now = OCCURRENCE.plus(Duration.ofHours(2));
    process.expectFrom(FIRST_SEEN, now);
    process.storeTriggers(now);
    process.triggerIsDue("nightly", OCCURRENCE);

    catchUp.step(now);
    assertThat(woken).doesNotContain(nightly());

    process.triggerIsDue("nightly", OCCURRENCE.plus(Duration.ofDays(1)));
    catchUp.step(now.plusSeconds(10));
    assertThat(woken).contains(nightly());
  }

  @Test
  void
      what_was_fired_and_has_no_run_is_started_while_it_is_in_time_even_if_nothing_is_caught_up_on() {
    Instant now = OCCURRENCE.plusSeconds(60);
    process.expectFrom(FIRST_SEEN, now);
    process.storeTriggers(now);

    catchUp.step(now);
    assertThat(woken).contains("alert-only|" + OCCURRENCE);

    woken.clear();
    catchUp.step(OCCURRENCE.plus(Duration.ofMinutes(5)).plusNanos(1_000));
    assertThat(woken).noneMatch(it -> it.startsWith("alert-only"));
  }

  @Test
  void a_trigger_that_is_wrong_is_told_and_not_overruled_unless_the_job_may_be_caught_up_on() {
    Instant now = OCCURRENCE.plusSeconds(60);
    process.expectFrom(FIRST_SEEN, now);
    process.storeTriggers(now);
    update("UPDATE QRTZ_TRIGGERS SET trigger_state = 'PAUSED'");

    catchUp.step(now);

    assertThat(woken).contains(nightly()).noneMatch(it -> it.startsWith("alert-only"));
  }

  @Test
  void beyond_its_time_it_is_not_caught_up_on() {
    Instant now = OCCURRENCE.plus(Duration.ofHours(5)).plusSeconds(1);
    process.expectFrom(FIRST_SEEN, now);

    catchUp.step(now);

    assertThat(woken).doesNotContain(nightly());
  }

  @Test
  void a_new_job_is_not_caught_up_on() {
    Instant now = OCCURRENCE.plus(Duration.ofHours(2));
    process.expectFrom(now, now);

    catchUp.step(now.plusSeconds(1));

    assertThat(woken).isEmpty();
  }

  @Test
  void what_the_ledger_has_not_written_yet_is_looked_at_again() {
    Instant now = OCCURRENCE.plus(Duration.ofHours(2));
    catchUp.step(now);
    assertThat(woken).isEmpty();

    process.expectFrom(FIRST_SEEN, now);
    catchUp.step(now.plusSeconds(10));

    assertThat(woken).contains(nightly());
  }

  @Test
  void an_occurrence_that_was_redone_by_hand_is_not_run_again() {
    Instant now = OCCURRENCE.plus(Duration.ofHours(2));
    process.expectFrom(FIRST_SEEN, now);
    Run run = process
        .get(ManualRuns.class)
        .request(
            process.get(JobCatalogue.class).find("nightly").orElseThrow(),
            new RunRequest("on-call", null, null),
            OCCURRENCE,
            null,
            now);
    process.ledger().finish(run.id(), RunResult.succeeded(null), now, "scheduler");

    catchUp.step(now);

    assertThat(woken).doesNotContain(nightly());
  }

  @Test
  void of_several_missed_occurrences_the_latest_is_run_and_the_others_are_accounted_for() {
    Instant now = Instant.parse("2026-01-22T07:30:00Z");
    process.expectFrom(FIRST_SEEN, now);

    catchUp.step(now);
    assertThat(woken).containsExactly("hourly|2026-01-22T07:00:00Z");
    assertThat(process.runs("hourly")).isEmpty();

    process.get(Launcher.class).catchUp("hourly", Instant.parse("2026-01-22T07:00:00Z"), now);
    assertThat(process.runs("hourly"))
        .filteredOn(run -> run.outcome() == Outcome.SUCCEEDED)
        .extracting(Run::occurrence)
        .containsExactly(Instant.parse("2026-01-22T07:00:00Z"));
    assertThat(process.runs("hourly"))
        .filteredOn(run -> run.outcome() == Outcome.SUPERSEDED)
        .allSatisfy(run -> assertThat(run.trigger()).isEqualTo(RunTrigger.CATCH_UP))
        .extracting(Run::occurrence)
        .containsExactlyInAnyOrder(
            Instant.parse("2026-01-22T03:00:00Z"),
            Instant.parse("2026-01-22T04:00:00Z"),
            Instant.parse("2026-01-22T05:00:00Z"),
            Instant.parse("2026-01-22T06:00:00Z"));
  }

  @Test
  void nothing_is_said_to_be_made_up_for_before_the_latest_has_a_run() {
    Instant now = Instant.parse("2026-01-22T07:00:20Z");
    Instant latest = Instant.parse("2026-01-22T07:00:00Z");
    process.expectFrom(FIRST_SEEN, now);

    catchUp.step(now);
    assertThat(woken).noneMatch(it -> it.startsWith("hourly"));
    assertThat(process.runs("hourly")).isEmpty();

    process.ledger().fire("hourly", latest, RunTrigger.SCHEDULE, UUID.randomUUID(), now);
    catchUp.step(now.plusSeconds(5));
    assertThat(process.runs("hourly"))
        .filteredOn(run -> run.outcome() == Outcome.SUPERSEDED)
        .extracting(Run::occurrence)
        .contains(Instant.parse("2026-01-22T06:00:00Z"))
        .doesNotContain(latest);
  }

  private static String nightly() {
    return "nightly|" + OCCURRENCE;
  }

  private final class RecordingWakeUps implements AdHocTriggers {

    @Override
    public void catchUp(String job, Instant occurrence) {
      woken.add(job + "|" + occurrence);
    }

    @Override
    public void wake(UUID run) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void adopt(UUID run) {
      throw new UnsupportedOperationException();
    }
  }
}
