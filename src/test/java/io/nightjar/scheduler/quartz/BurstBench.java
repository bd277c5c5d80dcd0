package io.nightjar.scheduler.quartz;

import static io.nightjar.runner.Jobs.LONDON;
import static io.nightjar.runner.Jobs.aJob;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nightjar.job.Job;
import io.nightjar.ledger.run.RunResult;
import io.nightjar.runner.DatabaseFixture;
import io.nightjar.runner.Jobs;
import io.nightjar.runner.RunnerResult;
import io.nightjar.runner.ScriptedRunnerFactory;
import io.nightjar.scheduler.SchedulerProcess;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** 2,000 jobs that are done elsewhere, of five seconds each, due in one second: when the last one has started. */
class BurstBench extends DatabaseFixture {

  private static final int JOBS = 2_000;

  @Test
  void start_of_the_last_of_many_that_are_due_at_once() {
    ScriptedRunnerFactory kind = new ScriptedRunnerFactory();
    Instant due = Instant.now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(120);
    var local = due.atZone(LONDON);
    String cron = "%d %d %d * * *".formatted(local.getSecond(), local.getMinute(), local.getHour());
    Job[] jobs = IntStream.range(0, JOBS)
        .mapToObj(number -> Jobs.doneElsewhere(aJob("job-" + number, cron)))
        .toArray(Job[]::new);
    for (Job job : jobs) {
      kind.whenRun(job.name(), context -> {
        context.started();
        TimeUnit.SECONDS.sleep(5);
        return RunnerResult.finished(RunResult.succeeded(null));
      });
    }
    try (var process = SchedulerProcess.start(database, kind, jobs)) {
      assertThat(Instant.now()).as("all are stored before they are due").isBefore(due);
      await()
          .pollInterval(Duration.ofSeconds(1))
          .atMost(Duration.ofMinutes(6))
          .until(() -> count("run WHERE outcome = 'succeeded'") == JOBS);
      long last = database
          .jdbc()
          .sql("SELECT MAX(started_at) FROM run")
          .query((row, number) -> row.getTimestamp(1).toInstant())
          .single()
          .toEpochMilli();
      System.out.printf(
          "MEASURED on %s: the last of %d jobs due at once has started %.1f s after it was due%n",
          database.vendor(), JOBS, (last - due.toEpochMilli()) / 1000.0);
    }
  }
}
