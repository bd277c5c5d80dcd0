package io.nightjar.runner;

import static io.nightjar.runner.Jobs.aJob;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightjar.Databases;
import io.nightjar.Databases.Database;
import io.nightjar.job.Job;
import io.nightjar.job.JobTarget;
import io.nightjar.ledger.run.Outcome;
import io.nightjar.ledger.run.Run;
import io.nightjar.ledger.run.RunResult;
import io.nightjar.ledger.run.RunTrigger;
import io.nightjar.scheduler.SchedulerProcess;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OrphanedRunSweeperTest {

  private static final String JOB = "personOwnerRebuildJob";
  private static final String ENDED_BY_OTHERS = "calledBack";
  private static final Instant NIGHT = Instant.parse("2026-01-22T00:05:00Z");
  private static final Instant LATER = NIGHT.plusSeconds(3600);

  private static Database database;
  private static FailOnceDataSource shaky;
  private static ScriptedRunnerFactory kind;
  private static SchedulerProcess process;

  private OrphanedRunSweeper unattended;

  /** Work that says that others end it. */
  private record WorkOfOthers() implements JobTarget {
    @Override
    public String kind() {
      return ScriptedRunnerFactory.KEY;
    }

    @Override
    public boolean isEndedByOthers() {
      return true;
    }
  }

  @BeforeAll
  static void start() {
    database = Databases.H2.create();
    Database behind = FailOnceDataSource.around(database);
    shaky = FailOnceDataSource.of(behind);
    kind = new ScriptedRunnerFactory();
    process = SchedulerProcess.idle(
        behind,
        kind,
        aJob(JOB, "0 5 0 * * *"),
        endedByOthers(aJob(ENDED_BY_OTHERS, "0 5 0 * * *")));
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
    unattended = process.get(OrphanedRunSweeper.class);
  }

  @Test
  void a_run_that_nothing_works_on_is_lost_after_several_looks() {
    Run run = fired(JOB, process.instance());

    look(OrphanedRunSweeper.SIGHTINGS - 1);
    assertThat(read(run).isFinished()).isFalse();
    look(1);

    assertThat(read(run).outcome()).isEqualTo(Outcome.LOST);
    assertThat(read(run).finishedAt()).isEqualTo(LATER);
    assertThat(read(run).finish().cause())
        .contains("no longer executes this run", "No start is recorded", "before you run it again");
  }

  @Test
  void what_it_tells_of_a_lost_run_includes_its_start() {
    Run run = fired(JOB, process.instance());
    process.ledger().started(run.id(), NIGHT.plusSeconds(1), "scheduler");

    look(OrphanedRunSweeper.SIGHTINGS);

    assertThat(read(run).finish().cause()).contains("It started at 2026-01-22T00:05:01Z; how");
  }

  @Test
  void its_job_is_run_again_at_the_next_occurrence() {
    fired(JOB, process.instance());
    look(OrphanedRunSweeper.SIGHTINGS);

    Instant next = NIGHT.plusSeconds(86_400);
    process.get(Launcher.class).fireScheduled(JOB, next, next);

    assertThat(process.runs(JOB))
        .extracting(Run::outcome)
        .containsExactly(Outcome.LOST, Outcome.SUCCEEDED);
  }

  @Test
  void a_run_that_a_thread_works_on_is_left_alone() {
    kind.whenRun(JOB, context -> {
      look(OrphanedRunSweeper.SIGHTINGS + 1);
      assertThat(read(context.run()).isFinished()).isFalse();
      return RunnerResult.finished(RunResult.succeeded(null));
    });

    process.get(Launcher.class).fireScheduled(JOB, NIGHT, NIGHT);

    assertThat(process.runs(JOB)).extracting(Run::outcome).containsExactly(Outcome.SUCCEEDED);
  }

  @Test
  void looks_count_only_in_a_row() {
    Run run = fired(JOB, process.instance());

    look(OrphanedRunSweeper.SIGHTINGS - 1);
    shaky.refuseNextConnection();
    assertThatThrownBy(() -> look(1)).hasMessageContaining("JDBC Connection");
    look(OrphanedRunSweeper.SIGHTINGS - 1);

    assertThat(read(run).isFinished()).isFalse();
  }

  @Test
  void a_run_of_another_instance_is_left_alone() {
    Run elsewhere = fired(JOB, UUID.randomUUID());

    look(OrphanedRunSweeper.SIGHTINGS + 1);

    assertThat(read(elsewhere).isFinished()).isFalse();
  }

  @Test
  void work_that_others_end_is_left_to_its_call_back_once_it_has_begun() {
    Run begun = fired(ENDED_BY_OTHERS, process.instance());
    process.ledger().started(begun.id(), NIGHT.plusSeconds(1), "scheduler");

    look(OrphanedRunSweeper.SIGHTINGS);

    assertThat(read(begun).awaitsCallback()).isTrue();
  }

  @Test
  void work_that_others_end_and_that_was_never_begun_is_lost() {
    Run unsent = fired(ENDED_BY_OTHERS, process.instance());

    look(OrphanedRunSweeper.SIGHTINGS);

    assertThat(read(unsent).outcome()).isEqualTo(Outcome.LOST);
  }

  private void look(int times) {
    for (int look = 0; look < times; look++) {
      unattended.step(LATER);
    }
  }

  private static Run fired(String job, UUID instance) {
    return process
        .ledger()
        .fire(job, NIGHT, RunTrigger.SCHEDULE, instance, NIGHT)
        .orElseThrow();
  }

  private static Run read(Run run) {
    return process.ledger().find(run.id()).orElseThrow();
  }

  private static Job endedByOthers(Job job) {
    return new Job(
        job.name(),
        job.description(),
        job.schedule(),
        job.expectations(),
        job.catchUpWithin(),
        job.overlap(),
        job.dependencies(),
        job.contact(),
        new WorkOfOthers(),
        null);
  }
}
