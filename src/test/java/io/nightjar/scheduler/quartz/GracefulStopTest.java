package io.nightjar.scheduler.quartz;

import static io.nightjar.runner.Jobs.aJob;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nightjar.ledger.run.Heartbeat;
import io.nightjar.ledger.run.HeartbeatKind;
import io.nightjar.ledger.run.Outcome;
import io.nightjar.ledger.run.Run;
import io.nightjar.ledger.run.RunOwnership;
import io.nightjar.ledger.run.RunResult;
import io.nightjar.runner.DatabaseFixture;
import io.nightjar.runner.RunnerResult;
import io.nightjar.runner.ScriptedRunnerFactory;
import io.nightjar.scheduler.SchedulerProcess;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of runs when their process is told to stop. */
class GracefulStopTest extends DatabaseFixture {

  private static final String EVERY_SECOND = "* * * * * *";

  private final ScriptedRunnerFactory kind = new ScriptedRunnerFactory();
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch never = new CountDownLatch(1);
  private SchedulerProcess reader;

  @BeforeEach
  void read() {
    reader = SchedulerProcess.idle(database, new ScriptedRunnerFactory());
  }

  @AfterEach
  void end() {
    never.countDown();
    reader.close();
  }

  @Test
  void a_local_run_is_waited_for() {
    kind.whenRun("job", context -> {
      context.started();
      begun.countDown();
      await().until(context::stopping);
      assertThat(context.cancelled()).isFalse();
      return RunnerResult.finished(RunResult.succeeded("in time"));
    });

    runThenStop("20s");

    assertThat(begunRun().outcome()).isEqualTo(Outcome.SUCCEEDED);
    assertThat(begunRun().finish().excerpt()).isEqualTo("in time");
  }

  @Test
  void a_local_run_that_takes_too_long_is_interrupted_and_says_so() {
    var seenCancelled = new AtomicBoolean();
    kind.whenRun("job", context -> {
      context.started();
      begun.countDown();
      try {
        never.await();
      } finally {
        seenCancelled.set(context.cancelled());
        context.log("cleaning up");
      }
      return RunnerResult.finished(RunResult.succeeded(null));
    });

    runThenStop("300ms");

    Run run = begunRun();
    assertThat(run.outcome()).isEqualTo(Outcome.INTERRUPTED);
    assertThat(run.finish().cause()).startsWith("the process was stopped while it ran");
    assertThat(seenCancelled).isTrue();
    assertThat(reader.ledger().heartbeats(run.id()))
        .extracting(Heartbeat::kind)
        .containsExactly(
            HeartbeatKind.FIRED, HeartbeatKind.STARTED, HeartbeatKind.LOG, HeartbeatKind.FAILED);
  }

  @Test
  void a_local_run_that_does_not_even_heed_the_interrupt_is_recorded_as_interrupted() {
    kind.whenRun("job", context -> {
      context.started();
      begun.countDown();
      while (never.getCount() > 0) {
        Thread.onSpinWait();
      }
      return RunnerResult.finished(RunResult.succeeded("much too late"));
    });

    runThenStop("100ms");

    assertThat(begunRun().outcome()).isEqualTo(Outcome.INTERRUPTED);
  }

  @Test
  void a_run_that_can_be_followed_is_left_to_another_instance() {
    kind.whenRun("job", context -> {
      context.started();
      context.followable("task/42");
      begun.countDown();
      await().until(context::stopping);
      return RunnerResult.leftRunning();
    });

    runThenStop("20s");

    assertThat(begunRun().isFinished()).isFalse();
    assertThat(begunRun().instance()).isNull();
    assertThat(reader.get(RunOwnership.class).adoptable())
        .extracting(Run::id)
        .containsExactly(begunRun().id());
  }

  @Test
  void a_run_that_can_be_followed_is_left_even_when_its_follower_does_not_answer() {
    kind.whenRun("job", context -> {
      context.followable("task/42");
      begun.countDown();
      never.await();
      return RunnerResult.leftRunning();
    });

    runThenStop("100ms");

    assertThat(reader.get(RunOwnership.class).adoptable())
        .extracting(Run::id)
        .containsExactly(begunRun().id());
  }

  @Test
  void nothing_is_fired_after_the_stop_and_no_trigger_is_left_in_error() {
    kind.whenRun("job", context -> {
      begun.countDown();
      return RunnerResult.finished(RunResult.succeeded(null));
    });

    runThenStop("20s");

    int runs = reader.runs("job").size();
    String state = database
        .jdbc()
        .sql("SELECT trigger_state FROM QRTZ_TRIGGERS WHERE trigger_name = 'job'")
        .query(String.class)
        .single();
    assertThat(state).isIn("WAITING", "ACQUIRED");
    Instant stopped = Instant.now();
    await().until(() -> Instant.now().isAfter(stopped.plusSeconds(2)));
    assertThat(reader.runs("job")).hasSize(runs);
  }

  private void runThenStop(String within) {
    var process = SchedulerProcess.start(
        database,
        kind,
        Map.of("nightjar.scheduler.stop-within", within),
        aJob("job", EVERY_SECOND));
    await().atMost(20, TimeUnit.SECONDS).until(() -> begun.getCount() == 0);
    process.close();
  }

  /** The run that was begun; occurrences that were due while it ran are skipped. */
  private Run begunRun() {
    UUID first = reader.runs("job").stream()
        .filter(run -> run.outcome() != Outcome.SKIPPED && run.outcome() != Outcome.SUPERSEDED)
        .findFirst()
        .orElseThrow()
        .id();
    return reader.ledger().find(first).orElseThrow();
  }
}
