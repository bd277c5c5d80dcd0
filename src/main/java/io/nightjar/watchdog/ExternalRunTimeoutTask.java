package io.nightjar.watchdog;

import io.nightjar.job.JobCatalogue;
import io.nightjar.ledger.ExternalRuns;
import io.nightjar.ledger.Finish;
import io.nightjar.ledger.Outcome;
import io.nightjar.ledger.OverdueExternalRun;
import io.nightjar.ledger.Runs;
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
@Order(Duty.EXTERNAL_RUNS)
class ExternalRunTimeoutTask implements Duty {

  private static final Logger log = LoggerFactory.getLogger(ExternalRunTimeoutTask.class);
  private static final Duration EVERY = Duration.ofMinutes(1);

  /** A storm of them must not keep the others from being judged. */
  private static final int AT_ONCE = 100;

  /** Long after is so many times what the job was given, at most half a day: a nightly job is not kept from its next night. */
  private static final int TIMES = 6;

  private static final Duration LONGEST = Duration.ofHours(12);

  private final ExternalRuns externalRuns;
  private final Runs runs;
  private final JobCatalogue catalogue;
  private final Rhythm rhythm = new Rhythm(EVERY);
  private final Deque<OverdueExternalRun> waiting = new ArrayDeque<>();

  ExternalRunTimeoutTask(ExternalRuns externalRuns, Runs runs, JobCatalogue catalogue) {
    this.externalRuns = externalRuns;
    this.runs = runs;
    this.catalogue = catalogue;
  }

  @Override
  public boolean step(Instant now) {
    if (waiting.isEmpty() && rhythm.beats(now)) {
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
    if (runs.finish(run.run(), new Finish(Outcome.LOST, cause, null, null), now, "watchdog")) {
      log.warn(
          "Run {} of {} has reported no finish by {}: it is lost", run.run(), run.job(), until);
    }
  }
}
