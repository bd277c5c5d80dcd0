package io.nightjar.runner;

import static io.nightjar.runner.Jobs.aJob;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.nightjar.job.OverlapPolicy;
import io.nightjar.ledger.run.Heartbeat;
import io.nightjar.ledger.run.HeartbeatKind;
import io.nightjar.ledger.run.Outcome;
import io.nightjar.ledger.run.Run;
import io.nightjar.ledger.run.RunOwnership;
import io.nightjar.ledger.run.RunTrigger;
import io.nightjar.scheduler.SchedulerProcess;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;

class LauncherTest extends DatabaseFixture {

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
        database,
        kind,
        aJob(JOB, "0 5 0 * * *", Duration.ofHours(5), OverlapPolicy.SKIP),
        aJob("overlapping", "0 5 0 * * *", Duration.ofHours(5), OverlapPolicy.ALLOW),
        aJob("minutely", "0 * * * * *"),
        aJob("alert-only", "0 5 0 * * *"));
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
  void a_fired_job_is_run_and_its_result_recorded() {
    launcher.fireScheduled(JOB, OCCURRENCE, NOW);

    Run run = process.onlyRun(JOB);
    assertThat(run.occurrence()).isEqualTo(OCCURRENCE);
    assertThat(run.trigger()).isEqualTo(RunTrigger.SCHEDULE);
    assertThat(run.firedAt()).isEqualTo(NOW);
    assertThat(run.startedAt()).isNotNull();
    assertThat(run.outcome()).isEqualTo(Outcome.SUCCEEDED);
    assertThat(run.instance()).isEqualTo(process.instance());
    assertThat(kindsOf(run))
        .containsExactly(HeartbeatKind.FIRED, HeartbeatKind.STARTED, HeartbeatKind.SUCCEEDED);
  }

  @Test
  void the_delay_of_a_scheduled_run_is_measured() {
    var timer = process.get(MeterRegistry.class).get("nightjar.fire.delay").timer();
    long before = timer.count();
    double delayedBefore = timer.totalTime(TimeUnit.MILLISECONDS);

    launcher.fireScheduled(JOB, OCCURRENCE, NOW);
    launcher.catchUp("overlapping", OCCURRENCE, NOW.plusSeconds(70));

    assertThat(timer.count()).isEqualTo(before + 1);
    assertThat(timer.totalTime(TimeUnit.MILLISECONDS)).isEqualTo(delayedBefore + 12);
  }

  @Test
  void the_fired_heartbeat_is_written_before_any_job_code_is_loaded() {
    kind.whenMade(JOB, job -> {
      assertThat(kindsOf(process.onlyRun(JOB))).containsExactly(HeartbeatKind.FIRED);
      throw new NoClassDefFoundError("net/javacrumbs/shedlock/core/LockProvider");
    });

    launcher.fireScheduled(JOB, OCCURRENCE, NOW);

    Run run = process.onlyRun(JOB);
    assertThat(run.startedAt()).isNull();
    assertThat(run.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(run.finish().cause())
        .startsWith("NoClassDefFoundError: net/javacrumbs/shedlock/core/LockProvider at ");
  }

  @Test
  void an_error_in_the_body_is_the_cause_of_a_failed_run() {
    kind.whenRun(JOB, context -> {
      context.started();
      throw new ExceptionInInitializerError(new IllegalStateException("no key"));
    });

    launcher.fireScheduled(JOB, OCCURRENCE, NOW);

    assertThat(process.onlyRun(JOB).startedAt()).isNotNull();
    assertThat(process.onlyRun(JOB).finish().cause())
        .startsWith("ExceptionInInitializerError")
        .contains("; caused by IllegalStateException: no key");
  }

  @Test
  void an_occurrence_is_run_once_however_often_it_is_fired() {
    launcher.fireScheduled(JOB, OCCURRENCE, NOW);
    launcher.fireScheduled(JOB, OCCURRENCE.plusSeconds(31), NOW.plusSeconds(31));
    launcher.fireScheduled(JOB, OCCURRENCE.minusMillis(2), NOW.plusSeconds(60));

    assertThat(process.runs(JOB)).hasSize(1);
  }

  @Test
  void an_occurrence_that_is_due_while_the_job_runs_is_skipped_and_says_why() {
    Run running = process
        .ledger()
        .fire(
            JOB,
            OCCURRENCE.minus(Duration.ofDays(1)),
            RunTrigger.SCHEDULE,
            UUID.randomUUID(),
            NOW.minus(Duration.ofDays(1)))
        .orElseThrow();

    launcher.fireScheduled(JOB, OCCURRENCE, NOW);

    Run skipped = process.runs(JOB).get(1);
    assertThat(skipped.outcome()).isEqualTo(Outcome.SKIPPED);
    assertThat(skipped.occurrence()).isEqualTo(OCCURRENCE);
    assertThat(skipped.finish().cause())
        .isEqualTo(
            "the run of Wed 21 Jan 00:05:00 GMT (schedule, " + running.id() + ") is still running");
  }

  @Test
  void a_job_that_may_overlap_is_run_all_the_same() {
    Instant yesterday = OCCURRENCE.minus(Duration.ofDays(1));
    process
        .ledger()
        .fire("overlapping", yesterday, RunTrigger.SCHEDULE, UUID.randomUUID(), yesterday);

    launcher.fireScheduled("overlapping", OCCURRENCE, NOW);

    assertThat(process.runs("overlapping"))
        .extracting(Run::outcome)
        .containsExactly(null, Outcome.SUCCEEDED);
  }

  @Test
  void of_several_that_wait_the_latest_is_run_and_those_still_in_time_are_accounted_for() {
    Instant now = Instant.parse("2026-01-22T03:00:00.2Z");

    launcher.fireScheduled("minutely", Instant.parse("2026-01-22T01:00:00Z"), now);

    assertThat(process.runs("minutely"))
        .filteredOn(run -> run.outcome() == Outcome.SUCCEEDED)
        .extracting(Run::occurrence)
        .containsExactly(Instant.parse("2026-01-22T03:00:00Z"));
    assertThat(process.runs("minutely"))
        .filteredOn(run -> run.outcome() == Outcome.SUPERSEDED)
        .extracting(Run::occurrence)
        .containsExactlyInAnyOrder(
            Instant.parse("2026-01-22T02:56:00Z"),
            Instant.parse("2026-01-22T02:57:00Z"),
            Instant.parse("2026-01-22T02:58:00Z"),
            Instant.parse("2026-01-22T02:59:00Z"));
  }

  @Test
  void what_is_late_is_started_by_its_schedule_until_its_start_deadline() {
    launcher.fireScheduled("alert-only", OCCURRENCE, OCCURRENCE.plus(Duration.ofMinutes(5)));

    assertThat(process.onlyRun("alert-only").trigger()).isEqualTo(RunTrigger.SCHEDULE);
    assertThat(process.onlyRun("alert-only").outcome()).isEqualTo(Outcome.SUCCEEDED);
  }

  @Test
  void after_its_start_deadline_only_what_may_be_caught_up_on_is_started() {
    Instant late = OCCURRENCE.plus(Duration.ofMinutes(5)).plusNanos(1_000);

    launcher.fireScheduled("alert-only", OCCURRENCE, late);
    launcher.fireScheduled(JOB, OCCURRENCE, late);

    assertThat(process.runs("alert-only")).isEmpty();
    assertThat(process.onlyRun(JOB).trigger()).isEqualTo(RunTrigger.CATCH_UP);
    assertThat(process.onlyRun(JOB).occurrence()).isEqualTo(OCCURRENCE);
  }

  @Test
  void a_clock_that_was_set_back_since_keeps_nothing_from_its_start() {
    launcher.fireScheduled(JOB, OCCURRENCE, OCCURRENCE.minusSeconds(90));

    assertThat(process.onlyRun(JOB).occurrence()).isEqualTo(OCCURRENCE);
  }

  @Test
  void a_job_that_is_not_in_the_catalogue_is_not_run() {
    launcher.fireScheduled("gone", OCCURRENCE, NOW);

    assertThat(process.runs("gone")).isEmpty();
  }

  @Test
  void a_cancelled_body_that_throws_is_cancelled_and_not_failed() {
    kind.whenRun(JOB, context -> {
      process.get(RunOwnership.class).requestCancel(context.run().id(), "on-call");
      assertThat(context.cancelled()).isTrue();
      throw new IllegalStateException("stopped");
    });

    launcher.fireScheduled(JOB, OCCURRENCE, NOW);

    assertThat(process.onlyRun(JOB).outcome()).isEqualTo(Outcome.CANCELLED);
    assertThat(process.onlyRun(JOB).finish().cause()).isEqualTo("cancelled by on-call");
  }

  private List<HeartbeatKind> kindsOf(Run run) {
    return process.ledger().heartbeats(run.id()).stream().map(Heartbeat::kind).toList();
  }
}
