package io.nightjar.scheduler.quartz;

import static io.nightjar.runner.Jobs.aJob;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nightjar.job.Job;
import io.nightjar.ledger.run.ManualRuns;
import io.nightjar.ledger.run.Outcome;
import io.nightjar.ledger.run.Run;
import io.nightjar.ledger.run.RunOwnership;
import io.nightjar.ledger.run.RunRequest;
import io.nightjar.ledger.run.RunResult;
import io.nightjar.ledger.run.RunTrigger;
import io.nightjar.runner.DatabaseFixture;
import io.nightjar.runner.RehearsalContext;
import io.nightjar.runner.RunContext;
import io.nightjar.runner.Runner;
import io.nightjar.runner.RunnerResult;
import io.nightjar.runner.ScriptedRunnerFactory;
import io.nightjar.scheduler.AdHocTriggers;
import io.nightjar.scheduler.SchedulerProcess;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What no schedule asks for: requested runs, and runs that an instance has left. */
class QuartzAdHocTriggersTest extends DatabaseFixture {

  private static final Job JOB = aJob("yearly", "@yearly");

  private final ScriptedRunnerFactory kind = new ScriptedRunnerFactory();
  private final AtomicInteger runs = new AtomicInteger();

  @BeforeEach
  void count() {
    kind.whenRun(JOB.name(), context -> {
      runs.incrementAndGet();
      return RunnerResult.finished(RunResult.succeeded(null));
    });
  }

  @Test
  void a_requested_run_begins_at_once_and_runs_once_however_often_it_is_woken() {
    try (var process = SchedulerProcess.start(database, kind, JOB)) {
      Run requested = request(process);
      process.get(AdHocTriggers.class).wake(requested.id());
      process.get(AdHocTriggers.class).wake(requested.id());

      await().atMost(4, TimeUnit.SECONDS).until(() -> isFinished(process, requested));
      process.get(AdHocTriggers.class).wake(requested.id());
      await().until(() -> count("QRTZ_TRIGGERS") == 1);

      assertThat(runs).hasValue(1);
      assertThat(process.ledger().find(requested.id()).orElseThrow().outcome())
          .isEqualTo(Outcome.SUCCEEDED);
    }
  }

  @Test
  void a_wake_up_within_a_transaction_waits_for_its_commit() {
    try (var process = SchedulerProcess.start(database, kind, JOB)) {
      UUID run = database.transactions().execute(status -> {
        UUID id = request(process).id();
        process.get(AdHocTriggers.class).wake(id);
        assertThat(count("QRTZ_TRIGGERS")).isEqualTo(1);
        return id;
      });

      await()
          .atMost(4, TimeUnit.SECONDS)
          .until(() -> process.ledger().find(run).orElseThrow().isFinished());
    }
  }

  @Test
  void a_request_whose_instance_died_before_it_woke_anybody_is_run_all_the_same() {
    Run requested;
    try (var died = SchedulerProcess.idle(database, kind, JOB)) {
      requested = request(died);
    }

    try (var process = SchedulerProcess.start(database, kind, JOB)) {
      await().atMost(20, TimeUnit.SECONDS).until(() -> isFinished(process, requested));
    }
  }

  @Test
  void a_run_that_was_left_is_adopted_and_followed() {
    kind.whenRun(JOB.name(), new Runner() {
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
        return RunnerResult.finished(RunResult.succeeded("followed " + resumeToken));
      }
    });
    Run left;
    try (var stopped = SchedulerProcess.idle(database, kind, JOB)) {
      left = stopped
          .ledger()
          .fire(
              JOB.name(),
              Instant.parse("2026-01-01T00:00:00Z"),
              RunTrigger.SCHEDULE,
              stopped.instance(),
              Instant.now())
          .orElseThrow();
      stopped.ledger().followable(left.id(), "task/42");
      stopped.get(RunOwnership.class).release(left.id(), stopped.instance());
    }

    try (var one = SchedulerProcess.start(database, kind, JOB);
        var other = SchedulerProcess.start(database, kind, JOB)) {
      await().atMost(20, TimeUnit.SECONDS).until(() -> isFinished(one, left));

      Run adopted = one.ledger().find(left.id()).orElseThrow();
      assertThat(adopted.finish().excerpt()).isEqualTo("followed task/42");
      assertThat(adopted.instance()).isIn(one.instance(), other.instance());
    }
  }

  private static Run request(SchedulerProcess process) {
    return process
        .get(ManualRuns.class)
        .request(
            JOB,
            new RunRequest("on-call", "again", null),
            null,
            null,
            process.get(Clock.class).instant());
  }

  private static boolean isFinished(SchedulerProcess process, Run run) {
    return process.ledger().find(run.id()).orElseThrow().isFinished();
  }
}
