package io.nightjar.watchdog.task;

import io.nightjar.job.JobCatalogue;
import io.nightjar.ledger.run.CallbackRuns;
import io.nightjar.ledger.run.Outcome;
import io.nightjar.ledger.run.Run;
import io.nightjar.ledger.run.RunRecorder;
import io.nightjar.ledger.run.RunResult;
import io.nightjar.watchdog.Interval;
import io.nightjar.watchdog.WatchdogTask;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Ends runs whose call-back has not come long after their time: each would keep its job from running. A call-back that
 * comes all the same still counts.
 */
@Component
@Order(WatchdogTask.CALLBACKS)
class CallbackTimeoutTask implements WatchdogTask {

  private static final Logger log = LoggerFactory.getLogger(CallbackTimeoutTask.class);
  private static final Duration EVERY = Duration.ofMinutes(1);

  /** Beyond the time to finish. A nightly job is not kept from its next night by a call-back that got lost. */
  static final Duration PATIENCE = Duration.ofHours(12);

  private final RunRecorder runs;
  private final CallbackRuns callbackRuns;
  private final JobCatalogue catalogue;
  private final Interval interval = new Interval(EVERY);

  CallbackTimeoutTask(RunRecorder runs, CallbackRuns callbackRuns, JobCatalogue catalogue) {
    this.runs = runs;
    this.callbackRuns = callbackRuns;
    this.catalogue = catalogue;
  }

  @Override
  public boolean step(Instant now) {
    if (interval.begin(now)) {
      callbackRuns.all().forEach(run -> look(run, now));
    }
    return false;
  }

  private void look(Run run, Instant now) {
    Instant startedAt = Objects.requireNonNull(run.startedAt());
    Instant until = startedAt.plus(finishWithin(run.job())).plus(PATIENCE);
    if (now.isAfter(until) && runs.finish(run.id(), lost(startedAt, until), now, "watchdog")) {
      log.warn(
          "Run {} of {} has received no call-back by {}: it is recorded as lost",
          run.id(),
          run.job(),
          until);
    }
  }

  /** A job that was removed from the catalogue has no expectations. */
  private Duration finishWithin(String job) {
    return catalogue.find(job).map(it -> it.expectations().finishWithin()).orElse(Duration.ZERO);
  }

  private static RunResult lost(Instant startedAt, Instant until) {
    String cause = "no call-back was received by " + until + " (it started at " + startedAt
        + "); how far the job got is unknown: check the service before you run the job again";
    return new RunResult(Outcome.LOST, cause, null, null);
  }
}
