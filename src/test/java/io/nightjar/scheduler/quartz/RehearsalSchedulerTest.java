package io.nightjar.scheduler.quartz;

import static io.nightjar.runner.Jobs.aJob;
import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.Databases;
import io.nightjar.job.Job;
import io.nightjar.rehearsal.RehearsalProgress;
import io.nightjar.rehearsal.RehearsalReport.Result;
import io.nightjar.runner.ScriptedRunnerFactory;
import io.nightjar.scheduler.SchedulerProcess;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.quartz.spi.JobFactory;

class RehearsalSchedulerTest {

  private final List<Job> jobs = List.of(aJob("one", "0 5 0 * * *"), aJob("other", "0 5 0 * * *"));
  private final RehearsalProgress progress = new RehearsalProgress(jobs, false);

  private List<Result> rehearse(Duration turn, JobFactory factory) throws Exception {
    Properties properties;
    try (var process = SchedulerProcess.idle(Databases.H2.create(), new ScriptedRunnerFactory())) {
      properties = process.get(QuartzDefaults.class).properties();
    }
    try (var scheduler = RehearsalScheduler.open("a-rehearsal", properties, factory, progress)) {
      RehearsalErrorListener errors = new RehearsalErrorListener(progress, List.of("one", "other"));
      jobs.forEach(job -> scheduler.store(job, Instant.now()));
      scheduler.start(errors);
      progress
          .await(turn)
          .forEach(job -> progress.failed(job, "not fired: " + scheduler.state(job)));
    }
    return progress.results(jobs);
  }

  /** The real scheduler puts such a trigger in ERROR and calls no listener of jobs. */
  @Test
  void a_job_that_quartz_cannot_make_says_why_and_at_once() throws Exception {
    List<Result> results = rehearse(Duration.ofSeconds(30), (bundle, scheduler) -> {
      throw new NoClassDefFoundError("net/javacrumbs/shedlock/core/LockProvider");
    });

    assertThat(results)
        .extracting(Result::cause)
        .allMatch(cause -> cause.contains("NoClassDefFoundError: net/javacrumbs/shedlock"));
  }

  @Test
  void a_job_that_never_gets_to_its_work_was_not_fired() throws Exception {
    List<Result> results = rehearse(Duration.ofSeconds(2), (bundle, scheduler) -> context -> {});

    assertThat(results)
        .extracting(Result::cause)
        .allMatch(cause -> cause.startsWith("not fired: "));
  }
}
