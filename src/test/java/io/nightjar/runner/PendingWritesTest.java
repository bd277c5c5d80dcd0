package io.nightjar.runner;

import static io.nightjar.runner.Jobs.aJob;
import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.Databases;
import io.nightjar.Databases.Database;
import io.nightjar.SettableClock;
import io.nightjar.ledger.run.HostProcessRepository;
import io.nightjar.ledger.run.Outcome;
import io.nightjar.ledger.run.Run;
import io.nightjar.ledger.run.RunOwnership;
import io.nightjar.ledger.run.RunResult;
import io.nightjar.ledger.run.RunTrigger;
import io.nightjar.scheduler.SchedulerProcess;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a run could not write while the database was away is written while it goes on, not only at its end. */
class PendingWritesTest {

  private static final String JOB = "personOwnerRebuildJob";
  private static final Instant NIGHT = Instant.parse("2026-01-22T00:05:00Z");

  private static Database database;
  private static FailOnceDataSource shaky;
  private static ScriptedRunnerFactory kind;
  private static SchedulerProcess process;

  private final SettableClock clock = new SettableClock(NIGHT);

  @BeforeAll
  static void start() {
    database = Databases.H2.create();
    Database behind = FailOnceDataSource.around(database);
    shaky = FailOnceDataSource.of(behind);
    kind = new ScriptedRunnerFactory();
    process = SchedulerProcess.idle(behind, kind, aJob(JOB, "0 5 0 * * *"));
  }

  @AfterAll
  static void stop() {
    process.close();
    database.close();
  }

  @BeforeEach
  void forget() {
    DatabaseFixture.empty(database);
    kind.forget();
  }

  @Test
  void a_run_that_asks_whether_it_is_cancelled_writes_its_start_and_its_hand_over() {
    ActiveRun live = live();
    startAndHandOverInVain(live);

    clock.advance(Duration.ofSeconds(1));
    assertThat(live.cancelled()).isFalse();

    assertThat(read(live.run()).startedAt()).isEqualTo(NIGHT);
    assertThat(read(live.run()).resumeToken()).isEqualTo("task/42");
  }

  @Test
  void a_run_that_does_not_ask_is_helped_from_outside() {
    kind.whenRun(JOB, context -> {
      startAndHandOverInVain(context);

      process.get(ActiveRuns.class).retryPendingWrites();

      assertThat(read(context.run()).startedAt()).isNotNull();
      assertThat(read(context.run()).resumeToken()).isEqualTo("task/42");
      return RunnerResult.finished(RunResult.succeeded(null));
    });

    process.get(Launcher.class).fireScheduled(JOB, NIGHT, NIGHT);

    assertThat(process.runs(JOB)).extracting(Run::outcome).containsExactly(Outcome.SUCCEEDED);
  }

  @Test
  void a_run_that_is_left_is_left_with_its_start_and_its_hand_over() {
    kind.whenRun(JOB, context -> {
      startAndHandOverInVain(context);
      shaky.refuseNextConnection();
      return RunnerResult.leftRunning();
    });

    process.get(Launcher.class).fireScheduled(JOB, NIGHT, NIGHT);

    Run left = process.runs(JOB).get(0);
    assertThat(left.isFinished()).isFalse();
    assertThat(left.startedAt()).isNotNull();
    assertThat(left.resumeToken()).isEqualTo("task/42");
  }

  private ActiveRun live() {
    Run run = process
        .ledger()
        .fire(JOB, NIGHT, RunTrigger.SCHEDULE, process.instance(), NIGHT)
        .orElseThrow();
    return new ActiveRun(
        aJob(JOB, "0 5 0 * * *"),
        run,
        process.ledger(),
        process.get(RunOwnership.class),
        process.get(HostProcessRepository.class),
        clock,
        new ShutdownBudget());
  }

  private static void startAndHandOverInVain(RunContext context) {
    shaky.refuseNextConnection();
    context.started();
    shaky.refuseNextConnection();
    context.followable("task/42");
    assertThat(read(context.run()).startedAt()).isNull();
    assertThat(read(context.run()).resumeToken()).isNull();
  }

  private static Run read(Run run) {
    return process.ledger().find(run.id()).orElseThrow();
  }
}
