package io.nightjar.scheduler.quartz;

import static io.nightjar.runner.Jobs.LONDON;
import static io.nightjar.runner.Jobs.aJob;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nightjar.fault.Fault;
import io.nightjar.fault.FaultBook;
import io.nightjar.fault.Provokes;
import io.nightjar.job.Job;
import io.nightjar.job.OverlapPolicy;
import io.nightjar.ledger.run.Outcome;
import io.nightjar.ledger.run.Run;
import io.nightjar.ledger.run.RunTrigger;
import io.nightjar.runner.DatabaseFixture;
import io.nightjar.runner.ScriptedRunnerFactory;
import io.nightjar.scheduler.SchedulerProcess;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What a scheduler makes of what is stored when it starts again. */
class SchedulerRestartTest extends DatabaseFixture {

  private static final String EVERY_SECOND = "* * * * * *";

  private final ScriptedRunnerFactory kind = new ScriptedRunnerFactory();

  @Test
  void after_less_than_a_minute_down_one_run_makes_up_for_all() {
    Job job = aJob("often", "*/3 * * * * *");
    storeTriggerDue(job, Duration.ofSeconds(40));

    try (var process = SchedulerProcess.start(database, kind, job)) {
      await()
          .until(() -> process.finishedRuns("often").stream()
              .anyMatch(run -> run.outcome() == Outcome.SUCCEEDED));

      assertThat(process.finishedRuns("often"))
          .filteredOn(run -> run.outcome() == Outcome.SUPERSEDED)
          .hasSizeGreaterThanOrEqualTo(10)
          .allSatisfy(run -> assertThat(run.finish().cause()).contains("only the latest is run"));
    }
  }

  @Test
  void what_was_missed_beyond_its_start_deadline_is_not_started() {
    Job job = daily(Instant.now().minus(Duration.ofHours(2)), Duration.ZERO);
    storeTriggerDue(job, Duration.ofHours(2));

    try (var process = SchedulerProcess.start(database, kind, job)) {
      await()
          .until(() ->
              process.trigger(job.name()).nextFire().equals(job.schedule().next(Instant.now())));

      assertThat(process.runs(job.name())).isEmpty();
    }
  }

  @Test
  void what_was_missed_within_its_catch_up_time_is_made_up_for_once() {
    Instant missed = Instant.now().minus(Duration.ofHours(2));
    Job job = daily(missed, Duration.ofHours(5));

    try (var process = SchedulerProcess.idle(database, kind, job)) {
      process.expectFrom(missed.minus(Duration.ofDays(2)), Instant.now());
    }
    try (var one = SchedulerProcess.start(database, kind, job);
        var other = SchedulerProcess.start(database, kind, job)) {
      await().until(() -> one.finishedRuns(job.name()).size() == 1);

      Run run = other.runs(job.name()).get(0);
      assertThat(run.trigger()).isEqualTo(RunTrigger.CATCH_UP);
      assertThat(run.occurrence())
          .isEqualTo(job.schedule().latest(Instant.now()).orElseThrow());
    }
  }

  @Test
  void a_job_class_that_is_gone_is_repaired_by_a_restart() {
    Job job = aJob("often", EVERY_SECOND);
    try (var process = SchedulerProcess.start(database, kind, job)) {
      await().until(() -> !process.runs("often").isEmpty());
      update("UPDATE QRTZ_JOB_DETAILS SET job_class_name = 'x.Gone'");
      await().until(() -> process.trigger("often").state().equals("ERROR"));
    }

    Instant restart = Instant.now();
    try (var process = SchedulerProcess.start(database, kind, job)) {
      await()
          .until(
              () -> process.runs("often").stream().anyMatch(run -> run.firedAt().isAfter(restart)));
    }
  }

  @Test
  @Provokes(Fault.Q14)
  void a_restart_leaves_the_trigger_as_it_is() {
    Job job = daily(Instant.now().plus(Duration.ofHours(2)), Duration.ZERO);
    SchedulerProcess.start(database, kind, job).close();
    update("UPDATE QRTZ_TRIGGERS SET description = 'untouched'");

    SchedulerProcess.start(database, kind, job).close();

    assertThat(database
            .jdbc()
            .sql("SELECT description FROM QRTZ_TRIGGERS")
            .query(String.class)
            .list())
        .containsExactly("untouched");
    FaultBook.room(Fault.Q14)
        .so("stored triggers survive a restart: only migrations create tables");
  }

  /** As a process leaves it that was down for so long. */
  private void storeTriggerDue(Job job, Duration since) {
    try (var process = SchedulerProcess.idle(database, kind, job)) {
      Instant due = job.schedule().latest(Instant.now().minus(since)).orElseThrow();
      process.get(TriggerReconciler.class).reconcile(Instant.now());
      database
          .jdbc()
          .sql("UPDATE QRTZ_TRIGGERS SET next_fire_time = ?")
          .param(due.toEpochMilli())
          .update();
    }
  }

  /** A job that occurs once a day, at the minute of the given instant. */
  private static Job daily(Instant at, Duration catchUpWithin) {
    var local = at.atZone(LONDON);
    String cron = "0 %d %d * * *".formatted(local.getMinute(), local.getHour());
    return aJob("daily", cron, catchUpWithin, OverlapPolicy.SKIP);
  }
}
