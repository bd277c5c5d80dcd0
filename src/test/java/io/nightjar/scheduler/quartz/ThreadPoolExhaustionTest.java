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
import io.nightjar.ledger.run.RunResult;
import io.nightjar.ledger.run.RunTrigger;
import io.nightjar.runner.DatabaseFixture;
import io.nightjar.runner.Jobs;
import io.nightjar.runner.RunnerResult;
import io.nightjar.runner.ScriptedRunnerFactory;
import io.nightjar.scheduler.SchedulerProcess;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** More is due at once than there are workers. What is late and still in its time is started. */
class ThreadPoolExhaustionTest extends DatabaseFixture {

  /** What Quartz calls a misfire after a minute it calls so after a second here. */
  private static final String MISFIRE =
      "spring.quartz.properties.org.quartz.jobStore.misfireThreshold";

  private static final String THREADS = "nightjar.scheduler.threads";

  private final ScriptedRunnerFactory kind = new ScriptedRunnerFactory();
  private final CountDownLatch release = new CountDownLatch(1);

  @AfterEach
  void release() {
    release.countDown();
  }

  @Test
  @Provokes(Fault.Q23)
  void what_waits_for_a_worker_longer_than_the_misfire_threshold_is_started_all_the_same() {
    Instant due = Instant.now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(4);
    Job[] jobs = IntStream.range(0, 40)
        .mapToObj(number -> dailyAt("job-" + number, due))
        .toArray(Job[]::new);
    for (Job job : jobs) {
      kind.whenRun(job.name(), context -> {
        context.started();
        TimeUnit.MILLISECONDS.sleep(400);
        return RunnerResult.finished(RunResult.succeeded(null));
      });
    }
    Map<String, Object> few = Map.of(MISFIRE, "1000", THREADS, "4");
    try (var process = SchedulerProcess.start(database, kind, few, jobs)) {
      assertThat(Instant.now()).isBefore(due);
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> count("run WHERE outcome = 'succeeded'") == jobs.length);

      for (Job job : jobs) {
        Run run = process.onlyRun(job.name());
        assertThat(run.occurrence()).isEqualTo(due);
        assertThat(run.trigger()).isEqualTo(RunTrigger.SCHEDULE);
      }
    }
    FaultBook.room(Fault.Q23)
        .so(
            "40 jobs of one second on four workers: all run, also the last ones, which Quartz would have dropped");
  }

  @Test
  @Provokes(Fault.Q23)
  void hung_jobs_do_not_keep_another_from_its_start() {
    Instant due = Instant.now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(3);
    List<Job> jobs = IntStream.range(0, 30)
        .mapToObj(number -> dailyAt("hung-" + number, due))
        .collect(java.util.stream.Collectors.toList());
    jobs.forEach(job -> kind.whenRun(job.name(), this::hang));
    jobs.add(dailyAt("victim", due.plusSeconds(2)));
    try (var process = SchedulerProcess.start(database, kind, jobs.toArray(Job[]::new))) {
      await().atMost(Duration.ofSeconds(20)).until(() -> isDone(process, "victim"));

      assertThat(count("run WHERE outcome IS NULL AND started_at IS NOT NULL")).isEqualTo(30);
    }
    FaultBook.room(Fault.Q23).so("30 hung jobs: the next job is started on a new thread");
  }

  @Test
  void a_job_that_may_overlap_and_hangs_leaves_workers_to_the_others() {
    kind.whenRun("hung", this::hang);
    Job hung = aJob("hung", "* * * * * *", Duration.ZERO, OverlapPolicy.ALLOW);
    Map<String, Object> few = Map.of(THREADS, "8");
    try (var process =
        SchedulerProcess.start(database, kind, few, hung, aJob("victim", "* * * * * *"))) {
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> process.finishedRuns("hung").stream()
                  .filter(run -> run.outcome() == Outcome.SKIPPED)
                  .count()
              >= 3);

      assertThat(process.ledger().unfinished("hung")).hasSize(2);
      assertThat(process.finishedRuns("hung").get(0).finish().cause())
          .contains("and 1 more; one job may use at most a quarter of nightjar.scheduler.threads");
      await().until(() -> isDone(process, "victim"));
    }
  }

  @Test
  void runs_that_are_done_elsewhere_hold_no_worker() {
    Instant due = Instant.now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(3);
    List<Job> jobs = IntStream.range(0, 20)
        .mapToObj(number -> Jobs.doneElsewhere(dailyAt("remote-" + number, due)))
        .collect(java.util.stream.Collectors.toList());
    jobs.forEach(job -> kind.whenRun(job.name(), this::hang));
    jobs.add(dailyAt("local", due.plusSeconds(1)));
    Map<String, Object> few = Map.of(THREADS, "2");
    try (var process = SchedulerProcess.start(database, kind, few, jobs.toArray(Job[]::new))) {
      await().atMost(Duration.ofSeconds(20)).until(() -> isDone(process, "local"));

      await().until(() -> count("run WHERE outcome IS NULL AND started_at IS NOT NULL") == 20);
    }
  }

  private RunnerResult hang(io.nightjar.runner.RunContext context) throws InterruptedException {
    context.started();
    while (!context.stopping() && !release.await(50, TimeUnit.MILLISECONDS)) {
      // It does what a hung job does, until the test is over.
    }
    return RunnerResult.finished(RunResult.succeeded(null));
  }

  private static boolean isDone(SchedulerProcess process, String job) {
    return process.finishedRuns(job).stream().anyMatch(run -> run.outcome() == Outcome.SUCCEEDED);
  }

  /** A job that occurs once a day, at the second of the given instant. */
  private static Job dailyAt(String name, Instant at) {
    var local = at.atZone(LONDON);
    return aJob(
        name, "%d %d %d * * *".formatted(local.getSecond(), local.getMinute(), local.getHour()));
  }
}
