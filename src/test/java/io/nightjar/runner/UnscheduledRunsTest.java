package io.nightjar.runner;

import static io.nightjar.runner.Jobs.aJob;
import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.job.OverlapPolicy;
import io.nightjar.ledger.run.ManualRuns;
import io.nightjar.ledger.run.Outcome;
import io.nightjar.ledger.run.Run;
import io.nightjar.ledger.run.RunRequest;
import io.nightjar.ledger.run.RunResult;
import io.nightjar.ledger.run.RunTrigger;
import io.nightjar.scheduler.SchedulerProcess;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;

/** Runs that no schedule fires: to catch up, by request, and those that an instance has left. */
class UnscheduledRunsTest extends DatabaseFixture {

  private static final String JOB = "personOwnerRebuildJob";
  private static final Instant OCCURRENCE = Instant.parse("2026-01-22T00:05:00Z");
  private static final Instant NOW = OCCURRENCE.plusMillis(12);

  private static SchedulerProcess process;
  private static ScriptedRunnerFactory kind;

  private Launcher launcher;

  @BeforeParameterizedClassInvocation
  static void start() {
    kind = new ScriptedRunnerFactory();
    process = SchedulerProcess.idle(
        database, kind, aJob(JOB, "0 5 0 * * *", Duration.ofHours(5), OverlapPolicy.SKIP));
  }

  @AfterParameterizedClassInvocation
  static void stop() {
    process.close();
  }

  @BeforeEach
  void forget() {
    kind.forget();
    launcher = process.get(Launcher.class);
  }

  @Test
  void a_missed_occurrence_is_made_up_for_unless_a_run_answers_it() {
    launcher.catchUp(JOB, OCCURRENCE, NOW.plus(Duration.ofHours(2)));
    launcher.catchUp(JOB, OCCURRENCE, NOW.plus(Duration.ofHours(3)));

    assertThat(process.onlyRun(JOB).trigger()).isEqualTo(RunTrigger.CATCH_UP);
    assertThat(process.onlyRun(JOB).outcome()).isEqualTo(Outcome.SUCCEEDED);
  }

  @Test
  void a_missed_occurrence_is_not_made_up_for_too_late_or_after_the_next() {
    launcher.catchUp(JOB, OCCURRENCE, NOW.plus(Duration.ofHours(6)));
    launcher.catchUp(JOB, OCCURRENCE.minus(Duration.ofDays(1)), NOW);

    assertThat(process.runs(JOB)).isEmpty();
  }

  @Test
  void a_requested_run_is_taken_once() {
    AtomicInteger runs = new AtomicInteger();
    kind.whenRun(JOB, context -> {
      runs.incrementAndGet();
      assertThat(context.run().request().parameters()).isEqualTo("{\"dateOverride\":\"ANY\"}");
      return RunnerResult.finished(RunResult.succeeded("ok"));
    });
    Run requested = request();

    launcher.runRequested(requested.id(), NOW);
    launcher.runRequested(requested.id(), NOW);

    assertThat(runs).hasValue(1);
    assertThat(process.onlyRun(JOB).outcome()).isEqualTo(Outcome.SUCCEEDED);
  }

  @Test
  void a_run_that_is_left_without_a_result_stays_open() {
    kind.whenRun(JOB, context -> {
      context.started();
      context.followable("callback");
      return RunnerResult.leftRunning();
    });

    launcher.fireScheduled(JOB, OCCURRENCE, NOW);

    assertThat(process.onlyRun(JOB).isFinished()).isFalse();
    assertThat(process.onlyRun(JOB).resumeToken()).isEqualTo("callback");
    assertThat(process.onlyRun(JOB).instance()).isEqualTo(process.instance());
  }

  @Test
  void a_run_left_by_another_instance_is_followed_once() {
    Run left = process
        .ledger()
        .fire(JOB, OCCURRENCE, RunTrigger.SCHEDULE, UUID.randomUUID(), NOW)
        .orElseThrow();
    process.ledger().followable(left.id(), "task/42");
    AtomicInteger followed = new AtomicInteger();
    kind.whenRun(JOB, new Runner() {
      @Override
      public void rehearse(RehearsalContext context) {
        throw new IllegalStateException("nobody rehearses");
      }

      @Override
      public RunnerResult run(RunContext context) {
        throw new IllegalStateException("it runs already");
      }

      @Override
      public RunnerResult follow(RunContext context, String resumeToken) {
        followed.incrementAndGet();
        return RunnerResult.finished(RunResult.succeeded("followed " + resumeToken));
      }
    });

    launcher.follow(left.id(), NOW);
    launcher.follow(left.id(), NOW);

    assertThat(followed).hasValue(1);
    assertThat(process.onlyRun(JOB).finish().excerpt()).isEqualTo("followed task/42");
    assertThat(process.onlyRun(JOB).instance()).isEqualTo(process.instance());
  }

  private Run request() {
    return process
        .get(ManualRuns.class)
        .request(
            process.get(io.nightjar.job.JobCatalogue.class).find(JOB).orElseThrow(),
            new RunRequest("on-call", "again", "{\"dateOverride\":\"ANY\"}"),
            null,
            null,
            NOW);
  }
}
