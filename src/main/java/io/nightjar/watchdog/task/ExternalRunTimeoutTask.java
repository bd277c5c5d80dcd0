package io.nightjar.watchdog.task;

import io.nightjar.job.JobCatalogue;
import io.nightjar.ledger.run.Outcome;
import io.nightjar.ledger.run.OverdueExternalRun;
import io.nightjar.ledger.run.PingRecorder;
import io.nightjar.ledger.run.RunRecorder;
import io.nightjar.ledger.run.RunResult;
import io.nightjar.watchdog.Interval;
import io.nightjar.watchdog.WatchdogTask;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Ends runs elsewhere that have not reported their end long after their finish deadline: each would keep its job from
 * running here, and take reports that are meant for a later one. An end that is reported with its run id still counts.
 */
@Component
@Order(WatchdogTask.EXTERNAL_RUNS)
class ExternalRunTimeoutTask implements WatchdogTask {

  private static final Logger log = LoggerFactory.getLogger(ExternalRunTimeoutTask.class);
  private static final Duration EVERY = Duration.ofMinutes(1);

  /** A storm of them must not keep the others from being judged. */
  private static final int AT_ONCE = 100;

  /** Long after is so many times what the job was given, at most half a day: a nightly job is not kept from its next night. */
  private static final int TIMES = 6;

  private static final Duration LONGEST = Duration.ofHours(12);

  private final PingRecorder externalRuns;
  private final RunRecorder runs;
  private final JobCatalogue catalogue;
  private final Interval interval = new Interval(EVERY);
  private final Deque<OverdueExternalRun> waiting = new ArrayDeque<>();

  ExternalRunTimeoutTask(PingRecorder externalRuns, RunRecorder runs, JobCatalogue catalogue) {
    this.externalRuns = externalRuns;
    this.runs = runs;
    this.catalogue = catalogue;
  }

  @Override
  public boolean step(Instant now) {
    if (waiting.isEmpty() && interval.begin(now)) {
      externalRuns.overdue(now).stream()
          .filter(run -> now.isAfter(until(run)))
          .forEach(waiting::add);
    }
    for (int i = 0; i < AT_ONCE && !waiting.isEmpty(); i++) {
      end(waiting.remove(), now);
    }
    return !waiting.isEmpty();
  }

  private Instant until(OverdueExternalRun run) {
    Duration otherwise =
        catalogue.find(run.job()).map(job -> job.expectations().finishWithin()).orElse(LONGEST);
    Duration patience = run.finishWithin(otherwise).multipliedBy(TIMES);
    return run.finishDeadline(otherwise).plus(patience.compareTo(LONGEST) < 0 ? patience : LONGEST);
  }

  private void end(OverdueExternalRun run, Instant now) {
    Instant until = until(run).truncatedTo(ChronoUnit.SECONDS);
    String cause = "No finish was reported by " + until
        + ". How far the job got is unknown: check that before you run it again.";
    if (runs.finish(run.run(), new RunResult(Outcome.LOST, cause, null, null), now, "watchdog")) {
      log.warn(
          "Run {} of {} has reported no finish by {}: it is recorded as lost",
          run.run(),
          run.job(),
          until);
    }
  }
}
