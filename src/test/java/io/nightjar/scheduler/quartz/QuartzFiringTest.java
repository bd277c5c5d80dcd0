package io.nightjar.scheduler.quartz;

import static io.nightjar.runner.Jobs.aJob;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nightjar.job.Job;
import io.nightjar.job.OverlapPolicy;
import io.nightjar.ledger.run.Outcome;
import io.nightjar.ledger.run.Run;
import io.nightjar.ledger.run.RunResult;
import io.nightjar.ledger.run.RunTrigger;
import io.nightjar.runner.DatabaseFixture;
import io.nightjar.runner.RunnerResult;
import io.nightjar.runner.ScriptedRunnerFactory;
import io.nightjar.scheduler.SchedulerProcess;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A real scheduler on its JDBC job store. */
class QuartzFiringTest extends DatabaseFixture {

  private static final String EVERY_SECOND = "* * * * * *";

  private final ScriptedRunnerFactory kind = new ScriptedRunnerFactory();

  @Test
  void every_occurrence_of_the_schedule_is_fired_once_and_nothing_else() {
    Job job = aJob("often", EVERY_SECOND, Duration.ZERO, OverlapPolicy.ALLOW);
    List<Run> runs;
    try (var process = SchedulerProcess.start(database, kind, job)) {
      await().until(() -> process.runs("often").size() >= 5);
      runs = process.finishedRuns("often");
    }

    assertThat(occurrences(runs))
        .isEqualTo(
            job.schedule().between(occurrences(runs).get(0), last(runs).plusSeconds(1), 100));
    assertThat(runs).extracting(Run::trigger).containsOnly(RunTrigger.SCHEDULE);
    assertThat(runs).extracting(Run::outcome).contains(Outcome.SUCCEEDED);
  }

  @Test
  void two_instances_on_one_database_run_each_occurrence_once() {
    Job job = aJob("often", EVERY_SECOND, Duration.ZERO, OverlapPolicy.ALLOW);
    List<Run> runs;
    try (var one = SchedulerProcess.start(database, kind, job);
        var other = SchedulerProcess.start(database, kind, job)) {
      await().until(() -> one.runs("often").size() >= 8);
      assertThat(other.instance()).isNotEqualTo(one.instance());
      runs = one.finishedRuns("often");
    }

    assertThat(occurrences(runs))
        .doesNotHaveDuplicates()
        .isEqualTo(
            job.schedule().between(occurrences(runs).get(0), last(runs).plusSeconds(1), 100));
  }

  @Test
  void a_job_whose_class_is_missing_could_not_start_and_is_fired_again() {
    kind.whenMade("broken", job -> {
      throw new NoClassDefFoundError("net/javacrumbs/shedlock/core/LockProvider");
    });
    try (var process = SchedulerProcess.start(database, kind, aJob("broken", EVERY_SECOND))) {
      await().until(() -> process.finishedRuns("broken").size() >= 3);

      assertThat(process.finishedRuns("broken")).allSatisfy(run -> {
        assertThat(run.startedAt()).isNull();
        assertThat(run.outcome()).isIn(Outcome.FAILED, Outcome.SUPERSEDED);
      });
      assertThat(process.trigger("broken").state()).isIn("WAITING", "ACQUIRED");
    }
  }

  @Test
  void an_error_in_the_body_does_not_keep_the_job_from_its_next_occurrence() {
    kind.whenRun("broken", context -> {
      context.started();
      throw new StackOverflowError();
    });
    try (var process = SchedulerProcess.start(database, kind, aJob("broken", EVERY_SECOND))) {
      await()
          .until(() -> process.finishedRuns("broken").stream()
                  .filter(run -> run.outcome() == Outcome.FAILED)
                  .count()
              >= 2);

      assertThat(process.trigger("broken").state()).isIn("WAITING", "ACQUIRED");
    }
  }

  @Test
  void an_occurrence_that_is_due_while_the_job_runs_is_skipped() {
    var release = new CountDownLatch(1);
    kind.whenRun("slow", context -> {
      context.started();
      release.await();
      return RunnerResult.finished(RunResult.succeeded(null));
    });
    try (var process = SchedulerProcess.start(database, kind, aJob("slow", EVERY_SECOND))) {
      await()
          .until(() -> process.finishedRuns("slow").stream()
              .anyMatch(run -> run.outcome() == Outcome.SKIPPED));
      release.countDown();

      Run skipped = process.finishedRuns("slow").stream()
          .filter(run -> run.outcome() == Outcome.SKIPPED)
          .findFirst()
          .orElseThrow();
      assertThat(skipped.finish().cause()).contains("(schedule, ").contains(") is still running");
    } finally {
      release.countDown();
    }
  }

  @Test
  void a_scheduler_that_is_told_not_to_start_is_ready_to_fire_but_does_not() throws Exception {
    Map<String, Object> told = Map.of("spring.quartz.auto-startup", "false");
    try (var process = SchedulerProcess.start(database, kind, told, aJob("often", EVERY_SECOND))) {
      assertThat(process.scheduler().isInStandbyMode()).isTrue();
      assertThat(process.trigger("often").state()).isEqualTo("WAITING");
    }
  }

  private static List<Instant> occurrences(List<Run> runs) {
    return runs.stream()
        .flatMap(run -> Stream.ofNullable(run.occurrence()))
        .sorted()
        .toList();
  }

  private static Instant last(List<Run> runs) {
    return Objects.requireNonNull(occurrences(runs).get(runs.size() - 1));
  }
}
