package io.nightjar.runner.quartz;

import static io.nightjar.runner.Jobs.LONDON;
import static io.nightjar.runner.Jobs.aJob;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nightjar.Databases;
import io.nightjar.Databases.Database;
import io.nightjar.fault.Fault;
import io.nightjar.fault.FaultBook;
import io.nightjar.fault.Provokes;
import io.nightjar.job.Job;
import io.nightjar.job.Overlap;
import io.nightjar.ledger.Finish;
import io.nightjar.ledger.Outcome;
import io.nightjar.ledger.Run;
import io.nightjar.ledger.RunTrigger;
import io.nightjar.runner.FiringProcess;
import io.nightjar.runner.RunResult;
import io.nightjar.runner.ScriptedKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A real scheduler on its JDBC job store. */
@ParameterizedClass(name = "{0}")
@EnumSource(Databases.class)
class FiringTest {

  private static final String EVERY_SECOND = "* * * * * *";

  @Parameter
  Databases databases;

  private static Database database;

  private final ScriptedKind kind = new ScriptedKind();

  @BeforeParameterizedClassInvocation
  static void create(Databases databases) {
    database = databases.create();
  }

  @AfterParameterizedClassInvocation
  static void close() {
    database.close();
  }

  @BeforeEach
  void clear() {
    FiringProcess.clear(database);
  }

  @Test
  void every_occurrence_of_the_schedule_is_fired_once_and_nothing_else() {
    Job job = aJob("often", EVERY_SECOND, Duration.ZERO, Overlap.ALLOW);
    List<Run> runs;
    try (var process = FiringProcess.start(database, kind, job)) {
      await().until(() -> process.runs("often").size() >= 5);
      runs = finishedRuns(process, "often");
    }

    assertThat(occurrences(runs))
        .isEqualTo(
            job.schedule().between(occurrences(runs).get(0), last(runs).plusSeconds(1), 100));
    assertThat(runs).extracting(Run::trigger).containsOnly(RunTrigger.SCHEDULE);
    assertThat(runs).extracting(Run::outcome).contains(Outcome.SUCCEEDED);
  }

  @Test
  void two_instances_on_one_database_run_each_occurrence_once() {
    Job job = aJob("often", EVERY_SECOND, Duration.ZERO, Overlap.ALLOW);
    List<Run> runs;
    try (var one = FiringProcess.start(database, kind, job);
        var other = FiringProcess.start(database, kind, job)) {
      await().until(() -> one.runs("often").size() >= 8);
      assertThat(other.instance()).isNotEqualTo(one.instance());
      runs = finishedRuns(one, "often");
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
    try (var process = FiringProcess.start(database, kind, aJob("broken", EVERY_SECOND))) {
      await().until(() -> finishedRuns(process, "broken").size() >= 3);

      assertThat(finishedRuns(process, "broken")).allSatisfy(run -> {
        assertThat(run.startedAt()).isNull();
        assertThat(run.outcome()).isIn(Outcome.FAILED, Outcome.SUPERSEDED);
      });
      assertThat(triggerState("broken")).isIn("WAITING", "ACQUIRED");
    }
  }

  @Test
  void an_error_in_the_body_does_not_keep_the_job_from_its_next_occurrence() {
    kind.whenRun("broken", context -> {
      context.started();
      throw new StackOverflowError();
    });
    try (var process = FiringProcess.start(database, kind, aJob("broken", EVERY_SECOND))) {
      await()
          .until(() -> finishedRuns(process, "broken").stream()
                  .filter(run -> run.outcome() == Outcome.FAILED)
                  .count()
              >= 2);

      assertThat(triggerState("broken")).isIn("WAITING", "ACQUIRED");
    }
  }

  @Test
  void an_occurrence_that_is_due_while_the_job_runs_is_skipped() {
    var release = new CountDownLatch(1);
    kind.whenRun("slow", context -> {
      context.started();
      release.await();
      return RunResult.finished(Finish.succeeded(null));
    });
    try (var process = FiringProcess.start(database, kind, aJob("slow", EVERY_SECOND))) {
      await()
          .until(() -> finishedRuns(process, "slow").stream()
              .anyMatch(run -> run.outcome() == Outcome.SKIPPED));
      release.countDown();

      Run skipped = finishedRuns(process, "slow").stream()
          .filter(run -> run.outcome() == Outcome.SKIPPED)
          .findFirst()
          .orElseThrow();
      assertThat(skipped.finish().cause()).contains("(schedule) is still running, since ");
    } finally {
      release.countDown();
    }
  }

  @Test
  void after_less_than_a_minute_down_one_run_makes_up_for_all() {
    Job job = aJob("often", "*/3 * * * * *");
    storeTriggerDue(job, Duration.ofSeconds(40));

    try (var process = FiringProcess.start(database, kind, job)) {
      await()
          .until(() -> finishedRuns(process, "often").stream()
              .anyMatch(run -> run.outcome() == Outcome.SUCCEEDED));

      assertThat(finishedRuns(process, "often"))
          .filteredOn(run -> run.outcome() == Outcome.SUPERSEDED)
          .hasSizeGreaterThanOrEqualTo(10)
          .allSatisfy(run -> assertThat(run.finish().cause()).contains("makes up for it"));
    }
  }

  @Test
  void what_was_missed_beyond_the_misfire_threshold_is_not_fired() {
    Job job = daily(Instant.now().minus(Duration.ofHours(2)), Duration.ZERO);
    storeTriggerDue(job, Duration.ofHours(2));

    try (var process = FiringProcess.start(database, kind, job)) {
      await().until(() -> nextFire(job.name()).equals(job.schedule().next(Instant.now())));

      assertThat(process.runs(job.name())).isEmpty();
    }
  }

  @Test
  void what_was_missed_within_its_catch_up_time_is_made_up_for_once() {
    Instant missed = Instant.now().minus(Duration.ofHours(2));
    Job job = daily(missed, Duration.ofHours(5));

    try (var process = FiringProcess.idle(database, kind, job)) {
      process.expectFrom(missed.minus(Duration.ofDays(2)), Instant.now());
    }
    try (var one = FiringProcess.start(database, kind, job);
        var other = FiringProcess.start(database, kind, job)) {
      await().until(() -> finishedRuns(one, job.name()).size() == 1);

      Run run = other.runs(job.name()).get(0);
      assertThat(run.trigger()).isEqualTo(RunTrigger.CATCH_UP);
      assertThat(run.occurrence())
          .isEqualTo(job.schedule().latest(Instant.now()).orElseThrow());
    }
  }

  @Test
  void a_job_class_that_is_gone_is_repaired_by_a_restart() {
    Job job = aJob("often", EVERY_SECOND);
    try (var process = FiringProcess.start(database, kind, job)) {
      await().until(() -> !process.runs("often").isEmpty());
      database
          .jdbc()
          .sql("UPDATE qrtz_job_details SET job_class_name = 'x.Gone'")
          .update();
      await().until(() -> triggerState("often").equals("ERROR"));
    }

    Instant restart = Instant.now();
    try (var process = FiringProcess.start(database, kind, job)) {
      await()
          .until(
              () -> process.runs("often").stream().anyMatch(run -> run.firedAt().isAfter(restart)));
    }
  }

  @Test
  @Provokes(Fault.Q14)
  void a_restart_leaves_the_trigger_as_it_is() {
    Job job = daily(Instant.now().plus(Duration.ofHours(2)), Duration.ZERO);
    FiringProcess.start(database, kind, job).close();
    database.jdbc().sql("UPDATE qrtz_triggers SET description = 'untouched'").update();

    FiringProcess.start(database, kind, job).close();

    assertThat(database
            .jdbc()
            .sql("SELECT description FROM qrtz_triggers")
            .query(String.class)
            .list())
        .containsExactly("untouched");
    FaultBook.room(Fault.Q14)
        .so("what is stored survives a restart: tables are made by migrations alone");
  }

  @Test
  void a_scheduler_that_is_told_not_to_start_is_ready_to_fire_but_does_not() throws Exception {
    Map<String, Object> told = Map.of("spring.quartz.auto-startup", "false");
    try (var process = FiringProcess.start(database, kind, told, aJob("often", EVERY_SECOND))) {
      assertThat(process.scheduler().isInStandbyMode()).isTrue();
      assertThat(triggerState("often")).isEqualTo("WAITING");
    }
  }

  /** As a process leaves it that was down for so long. */
  private void storeTriggerDue(Job job, Duration since) {
    try (var process = FiringProcess.idle(database, kind, job)) {
      Instant due = job.schedule().latest(Instant.now().minus(since)).orElseThrow();
      process.get(Reconciler.class).reconcile(Instant.now());
      database
          .jdbc()
          .sql("UPDATE qrtz_triggers SET next_fire_time = ?")
          .param(due.toEpochMilli())
          .update();
    }
  }

  /** A job that occurs once a day, at the minute of the given instant. */
  private static Job daily(Instant at, Duration catchUpWithin) {
    var local = at.atZone(LONDON);
    String cron = "0 %d %d * * *".formatted(local.getMinute(), local.getHour());
    return aJob("daily", cron, catchUpWithin, Overlap.SKIP);
  }

  private String triggerState(String name) {
    return database
        .jdbc()
        .sql("SELECT trigger_state FROM qrtz_triggers WHERE trigger_name = ?")
        .param(name)
        .query(String.class)
        .single();
  }

  private Instant nextFire(String name) {
    return Instant.ofEpochMilli(database
        .jdbc()
        .sql("SELECT next_fire_time FROM qrtz_triggers WHERE trigger_name = ?")
        .param(name)
        .query(Long.class)
        .single());
  }

  private static List<Run> finishedRuns(FiringProcess process, String job) {
    return process.runs(job).stream().filter(Run::isFinished).toList();
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
