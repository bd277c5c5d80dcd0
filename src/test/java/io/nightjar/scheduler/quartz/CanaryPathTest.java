package io.nightjar.scheduler.quartz;

import static io.nightjar.runner.Jobs.aJob;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nightjar.job.Job;
import io.nightjar.job.JobCatalogue;
import io.nightjar.job.OverlapPolicy;
import io.nightjar.ledger.run.Outcome;
import io.nightjar.ledger.run.RunResult;
import io.nightjar.runner.DatabaseFixture;
import io.nightjar.runner.RunnerResult;
import io.nightjar.runner.ScriptedRunnerFactory;
import io.nightjar.scheduler.SchedulerProcess;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** The canary goes the way of all jobs, so that what stops them stops it. Here it is due each second. */
class CanaryPathTest extends DatabaseFixture {

  private static final Job CANARY =
      aJob(JobCatalogue.CANARY, "* * * * * *", Duration.ZERO, OverlapPolicy.ALLOW);
  private static final Duration LISTENED = Duration.ofSeconds(3);

  private final ScriptedRunnerFactory kind = new ScriptedRunnerFactory();

  @Test
  void it_is_fired_and_succeeds() {
    try (var process = SchedulerProcess.start(database, kind, CANARY)) {
      awaitSong(process);

      assertThat(process.runs(CANARY.name()).get(0).startedAt()).isNotNull();
    }
  }

  @Test
  void it_is_silent_when_hung_jobs_hold_all_threads() {
    var release = new CountDownLatch(1);
    for (String hung : new String[] {"one", "two"}) {
      kind.whenRun(hung, context -> {
        context.started();
        release.await();
        return RunnerResult.finished(RunResult.succeeded(null));
      });
    }
    Map<String, Object> twoThreads = Map.of("nightjar.scheduler.threads", "2");
    try (var process = SchedulerProcess.start(
        database, kind, twoThreads, CANARY, hanging("one"), hanging("two"))) {
      await().until(() -> !process.runs("one").isEmpty() && !process.runs("two").isEmpty());

      expectSilence(process);
    } finally {
      release.countDown();
    }
  }

  @Test
  void it_is_silent_when_the_thread_of_the_scheduler_has_ended() {
    try (var process = SchedulerProcess.start(database, kind, CANARY)) {
      awaitSong(process);
      QuartzStatusTest.endThread(process);

      expectSilence(process);
    }
  }

  @Test
  void
      it_is_silent_when_a_trigger_of_another_job_cannot_be_read_and_sings_when_that_is_put_right() {
    try (var process =
        SchedulerProcess.start(database, kind, CANARY, aJob("other", "* * * * * *"))) {
      awaitSong(process);
      database
          .jdbc()
          .sql("UPDATE QRTZ_TRIGGERS SET job_data = ? WHERE trigger_name = 'other'")
          .param("\\uZZZZ".getBytes(UTF_8))
          .update();
      expectSilence(process);

      process.get(TriggerReconciler.class).reconcile(java.time.Instant.now());
      int before = process.runs(CANARY.name()).size();
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> process.runs(CANARY.name()).size() > before);
    }
  }

  @Test
  void it_is_silent_in_standby() throws Exception {
    try (var process = SchedulerProcess.start(database, kind, CANARY)) {
      awaitSong(process);
      process.scheduler().standby();

      expectSilence(process);
    }
  }

  private static Job hanging(String name) {
    return aJob(name, "* * * * * *");
  }

  private static void awaitSong(SchedulerProcess process) {
    await()
        .until(() -> process.runs(CANARY.name()).stream()
            .anyMatch(run -> run.outcome() == Outcome.SUCCEEDED));
  }

  /** What is under way ends, and then nothing comes for three times as long as the canary's interval. */
  private static void expectSilence(SchedulerProcess process) {
    int[] last = {process.runs(CANARY.name()).size(), 0};
    await().during(LISTENED).atMost(Duration.ofSeconds(20)).until(() -> {
      int now = process.runs(CANARY.name()).size();
      boolean silent = now == last[0];
      last[0] = now;
      return silent;
    });
  }
}
