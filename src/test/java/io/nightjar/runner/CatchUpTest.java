package io.nightjar.runner;

import static io.nightjar.runner.Jobs.aJob;
import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.job.JobCatalogue;
import io.nightjar.job.Overlap;
import io.nightjar.ledger.ExpectedRuns;
import io.nightjar.ledger.Finish;
import io.nightjar.ledger.JobRecords;
import io.nightjar.ledger.ManualRuns;
import io.nightjar.ledger.Outcome;
import io.nightjar.ledger.Run;
import io.nightjar.ledger.RunRequest;
import io.nightjar.ledger.RunTrigger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;

class CatchUpTest extends OnEachDatabase {

  private static final Instant FIRST_SEEN = Instant.parse("2026-01-20T12:00:00Z");
  private static final Instant OCCURRENCE = Instant.parse("2026-01-22T00:05:00Z");

  private static FiringProcess process;

  private final List<String> woken = new ArrayList<>();
  private CatchUp catchUp;

  @BeforeParameterizedClassInvocation
  static void start() {
    process = FiringProcess.idle(
        database,
        new ScriptedKind(),
        aJob("nightly", "0 5 0 * * *", Duration.ofHours(5), Overlap.SKIP),
        aJob("hourly", "0 0 * * * *", Duration.ofHours(5), Overlap.SKIP),
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
        process.get(ExpectedRuns.class),
        process.get(JobRecords.class),
        process.ledger(),
        new RecordingWakeUps(),
        process.get(io.nightjar.ledger.ThisInstance.class));
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
  void within_the_misfire_threshold_it_is_left_to_quartz() {
    Instant now = OCCURRENCE.plusSeconds(64);
    process.expectFrom(FIRST_SEEN, now);

    catchUp.step(now);

    assertThat(woken).doesNotContain(nightly());
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
    process.ledger().finish(run.id(), Finish.succeeded(null), now, "scheduler");

    catchUp.step(now);

    assertThat(woken).doesNotContain(nightly());
  }

  @Test
  void of_several_missed_occurrences_the_latest_is_run_and_the_others_are_accounted_for() {
    Instant now = Instant.parse("2026-01-22T07:30:00Z");
    process.expectFrom(FIRST_SEEN, now);

    catchUp.step(now);

    assertThat(woken).containsExactly("hourly|2026-01-22T07:00:00Z");
    assertThat(process.runs("hourly"))
        .allSatisfy(run -> {
          assertThat(run.outcome()).isEqualTo(Outcome.SUPERSEDED);
          assertThat(run.trigger()).isEqualTo(RunTrigger.CATCH_UP);
        })
        .extracting(Run::occurrence)
        .containsExactlyInAnyOrder(
            Instant.parse("2026-01-22T03:00:00Z"),
            Instant.parse("2026-01-22T04:00:00Z"),
            Instant.parse("2026-01-22T05:00:00Z"),
            Instant.parse("2026-01-22T06:00:00Z"));
  }

  @Test
  void an_occurrence_that_quartz_is_about_to_fire_makes_up_for_those_before_it() {
    Instant now = Instant.parse("2026-01-22T07:00:20Z");
    process.expectFrom(FIRST_SEEN, now);

    catchUp.step(now);

    assertThat(woken).noneMatch(it -> it.startsWith("hourly"));
    assertThat(process.runs("hourly"))
        .extracting(Run::occurrence)
        .contains(Instant.parse("2026-01-22T06:00:00Z"))
        .doesNotContain(Instant.parse("2026-01-22T07:00:00Z"));
  }

  private static String nightly() {
    return "nightly|" + OCCURRENCE;
  }

  private final class RecordingWakeUps implements WakeUps {

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
