package io.nightjar.runner;

import io.nightjar.job.Job;
import io.nightjar.job.JobCatalogue;
import io.nightjar.ledger.ExpectedRun;
import io.nightjar.ledger.ExpectedRuns;
import io.nightjar.ledger.JobRecords;
import io.nightjar.ledger.RunTrigger;
import io.nightjar.ledger.Runs;
import io.nightjar.ledger.ThisInstance;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Finds occurrences that were missed by downtime and has the latest one made up for. It asks the ledger, not Quartz,
 * whose memory of a misfire ends with a changed trigger. A new job is not caught up on: the ledger expects nothing
 * of it before it was first seen.
 */
@Component
class CatchUp {

  private static final Logger LOG = LoggerFactory.getLogger(CatchUp.class);

  /** Up to its misfire threshold of 60 s Quartz fires late by itself. */
  static final Duration QUARTZ_REACH = Duration.ofSeconds(65);

  private static final int MOST_AT_ONCE = 500;

  private final JobCatalogue catalogue;
  private final ExpectedRuns expectedRuns;
  private final JobRecords records;
  private final Runs ledger;
  private final WakeUps wakeUps;
  private final ThisInstance instance;

  /** The latest occurrence of each job that needs no further look, so that a quiet pass asks nothing of the database. */
  private final Map<String, Instant> settled = new ConcurrentHashMap<>();

  CatchUp(
      JobCatalogue catalogue,
      ExpectedRuns expectedRuns,
      JobRecords records,
      Runs ledger,
      WakeUps wakeUps,
      ThisInstance instance) {
    this.catalogue = catalogue;
    this.expectedRuns = expectedRuns;
    this.records = records;
    this.ledger = ledger;
    this.wakeUps = wakeUps;
    this.instance = instance;
  }

  void step(Instant now) {
    for (Job job : catalogue.jobs()) {
      if (job.runsHere() && !job.catchUpWithin().isZero()) {
        latestOutOfReach(job, now).ifPresent(latest -> lookAt(job, latest, now));
      }
    }
  }

  private Optional<Instant> latestOutOfReach(Job job, Instant now) {
    return job.schedule()
        .latest(now.minus(QUARTZ_REACH))
        .filter(latest -> !latest.isBefore(now.minus(job.catchUpWithin())))
        .filter(latest -> !latest.equals(settled.get(job.name())));
  }

  private void lookAt(Job job, Instant latest, Instant now) {
    List<Instant> missed = unanswered(job, latest, now);
    // An occurrence within Quartz's reach is fired by Quartz and makes up for all before it.
    Instant makesUp = job.schedule().latest(now).orElse(latest);
    for (Instant occurrence : missed) {
      if (occurrence.isBefore(makesUp)) {
        ledger.skip(
            job.name(),
            occurrence,
            RunTrigger.CATCH_UP,
            Launcher.superseded(makesUp),
            instance.id(),
            now);
      }
    }
    if (missed.contains(makesUp)) {
      LOG.info("job {}: its occurrence of {} was missed, it is caught up on", job.name(), makesUp);
      wakeUps.catchUp(job.name(), makesUp);
    } else if (isWritten(job, latest)) {
      settled.put(job.name(), latest);
    }
  }

  private List<Instant> unanswered(Job job, Instant latest, Instant now) {
    Instant from = now.minus(job.catchUpWithin());
    return expectedRuns.latest(job.name(), latest, MOST_AT_ONCE).stream()
        .filter(expected -> expected.progress().run() == null)
        .map(ExpectedRun::occurrence)
        .filter(occurrence -> !occurrence.isBefore(from) && !occurrence.isAfter(latest))
        .filter(occurrence -> ledger.answering(job.name(), occurrence).isEmpty())
        .toList();
  }

  /** Until the ledger has written its expected runs up to an occurrence, their absence says nothing. */
  private boolean isWritten(Job job, Instant occurrence) {
    return records
        .find(job.name())
        .filter(found -> !found.horizon().isBefore(occurrence))
        .isPresent();
  }
}
