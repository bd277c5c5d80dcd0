package io.nightjar.runner;

import static io.nightjar.runner.Jobs.aJob;
import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.Databases;
import io.nightjar.Databases.Database;
import io.nightjar.job.OverlapPolicy;
import io.nightjar.ledger.run.Heartbeat;
import io.nightjar.ledger.run.HeartbeatKind;
import io.nightjar.ledger.run.Outcome;
import io.nightjar.ledger.run.Run;
import io.nightjar.ledger.run.RunTrigger;
import io.nightjar.scheduler.SchedulerProcess;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;

/** A database that fails for a moment while a job is fired costs no occurrence. */
class StartRetryTest extends DatabaseFixture {

  private static final String JOB = "personOwnerRebuildJob";
  private static final Instant OCCURRENCE = Instant.parse("2026-01-22T00:05:00Z");
  private static final Instant YESTERDAY = OCCURRENCE.minus(Duration.ofDays(1));
  private static final Instant NOW = OCCURRENCE.plusMillis(12);

  private static SchedulerProcess process;
  private static FailOnceDataSource shaky;

  private Launcher launcher;

  @BeforeParameterizedClassInvocation
  static void start(Databases databases) {
    Database behind = FailOnceDataSource.around(database);
    shaky = FailOnceDataSource.of(behind);
    process = SchedulerProcess.idle(
        behind,
        new ScriptedRunnerFactory(),
        aJob(JOB, "0 5 0 * * *"),
        aJob("caughtUp", "0 5 0 * * *", Duration.ofHours(5), OverlapPolicy.SKIP));
  }

  @AfterParameterizedClassInvocation
  static void stop() {
    process.close();
  }

  @BeforeEach
  void forget() {
    launcher = process.get(Launcher.class);
  }

  @AfterEach
  void it_did_fail() {
    assertThat(shaky.hasFailed()).isTrue();
  }

  @Test
  void a_database_that_fails_when_asked_for_an_overlap_is_asked_again() {
    shaky.refuseNextConnection();

    launcher.fireScheduled(JOB, OCCURRENCE, NOW);

    assertThat(process.runs(JOB)).extracting(Run::outcome).containsExactly(Outcome.SUCCEEDED);
  }

  @Test
  void an_occurrence_is_skipped_after_such_a_failure_as_it_would_have_been_without() {
    process.ledger().fire(JOB, YESTERDAY, RunTrigger.SCHEDULE, UUID.randomUUID(), YESTERDAY);
    shaky.refuseNextConnection();

    launcher.fireScheduled(JOB, OCCURRENCE, NOW);

    assertThat(process.runs(JOB)).extracting(Run::outcome).containsExactly(null, Outcome.SKIPPED);
  }

  @Test
  void a_run_whose_commit_was_written_and_not_answered_is_run_once() {
    shaky.loseAnswerOfNextCommit();

    launcher.fireScheduled(JOB, OCCURRENCE, NOW);

    List<Run> runs = process.runs(JOB);
    assertThat(runs).extracting(Run::outcome).containsExactly(Outcome.SUCCEEDED);
    assertThat(process.ledger().heartbeats(runs.get(0).id()))
        .extracting(Heartbeat::kind)
        .containsExactly(HeartbeatKind.FIRED, HeartbeatKind.STARTED, HeartbeatKind.SUCCEEDED);
  }

  @Test
  void a_catch_up_whose_commit_was_written_and_not_answered_is_run() {
    shaky.loseAnswerOfNextCommit();

    launcher.catchUp("caughtUp", OCCURRENCE, NOW.plus(Duration.ofHours(2)));

    assertThat(process.runs("caughtUp"))
        .extracting(Run::outcome)
        .containsExactly(Outcome.SUCCEEDED);
  }

  @Test
  void a_skip_whose_commit_was_written_and_not_answered_is_not_run_after_all() {
    process.ledger().fire(JOB, YESTERDAY, RunTrigger.SCHEDULE, UUID.randomUUID(), YESTERDAY);
    shaky.loseAnswerOfNextCommit();

    launcher.fireScheduled(JOB, OCCURRENCE, NOW);

    assertThat(process.runs(JOB)).extracting(Run::outcome).containsExactly(null, Outcome.SKIPPED);
  }
}
