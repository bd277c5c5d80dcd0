package io.nightjar.scheduler;

import io.nightjar.job.Job;
import io.nightjar.job.JobCatalogue;
import io.nightjar.ledger.run.RunRecorder;
import io.nightjar.ledger.run.RunTrigger;
import io.nightjar.ledger.trigger.StoredTrigger;
import io.nightjar.runner.DueOccurrence;
import io.nightjar.runner.OccurrenceClaims;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Finds missed occurrences that are not too late to start: their trigger was changed or failed, or the process ended
 * between the firing and the run. Runs the latest of each job. It reads the ledger, and asks the scheduler only what it
 * will still fire. A new job has nothing to catch up: the ledger expects no run from before the job was first seen.
 */
@Component
class CatchUp {

  private static final Logger LOG = LoggerFactory.getLogger(CatchUp.class);

  /** How long it may take from a trigger to its run, including a short failure of the database. */
  static final Duration FIRING = Duration.ofSeconds(30);

  private final JobCatalogue catalogue;
  private final MissedOccurrences missed;
  private final RunRecorder ledger;
  private final OccurrenceClaims claims;
  private final AdHocTriggers adHocTriggers;

  /**
   * The latest occurrence of each job that needs no further check, so that a step without work reads nothing from the
   * database.
   */
  private final Map<String, Instant> settled = new ConcurrentHashMap<>();

  CatchUp(
      JobCatalogue catalogue,
      MissedOccurrences missed,
      RunRecorder ledger,
      OccurrenceClaims claims,
      AdHocTriggers adHocTriggers) {
    this.catalogue = catalogue;
    this.missed = missed;
    this.ledger = ledger;
    this.claims = claims;
    this.adHocTriggers = adHocTriggers;
  }

  /** A job and its latest occurrence that should have been fired by now. */
  private record Candidate(Job job, Instant latest) {}

  void step(Instant now) {
    List<Candidate> candidates =
        catalogue.jobs().stream().flatMap(job -> candidate(job, now).stream()).toList();
    if (candidates.isEmpty()) {
      return;
    }
    Duration reach = candidates.stream()
        .map(it -> DueOccurrence.reach(it.job()))
        .max(Duration::compareTo)
        .orElseThrow();
    Map<String, List<Instant>> unanswered =
        missed.unanswered(now.minus(reach).minusNanos(1), now.minus(FIRING));
    List<Candidate> lost = new ArrayList<>();
    List<Job> quiet = new ArrayList<>();
    for (Candidate candidate : candidates) {
      List<Instant> own = inReach(candidate, unanswered, now);
      if (own.isEmpty()) {
        quiet.add(candidate.job());
      } else if (makesUp(candidate, own, now)) {
        lost.add(candidate);
      }
    }
    wake(lost, now);
    settle(candidates, quiet);
  }

  private Optional<Candidate> candidate(Job job, Instant now) {
    if (!job.runsHere()) {
      return Optional.empty();
    }
    return job.schedule()
        .latest(now.minus(FIRING))
        .filter(latest -> !latest.isBefore(now.minus(DueOccurrence.reach(job))))
        .filter(latest -> !latest.equals(settled.get(job.name())))
        .map(latest -> new Candidate(job, latest));
  }

  private static List<Instant> inReach(
      Candidate candidate, Map<String, List<Instant>> unanswered, Instant now) {
    Instant from = now.minus(DueOccurrence.reach(candidate.job()));
    return unanswered.getOrDefault(candidate.job().name(), List.of()).stream()
        .filter(occurrence -> !occurrence.isBefore(from))
        .toList();
  }

  /** Whether to run the latest occurrence. Once it is answered it supersedes the earlier ones; until then they wait. */
  private boolean makesUp(Candidate candidate, List<Instant> unanswered, Instant now) {
    Job job = candidate.job();
    Instant latest = job.schedule().latest(now).orElse(candidate.latest());
    if (unanswered.contains(latest)) {
      return true;
    }
    if (!ledger.answering(job.name(), latest).isEmpty()) {
      claims.supersede(job, unanswered, RunTrigger.CATCH_UP, latest, now);
    }
    return false;
  }

  private void wake(List<Candidate> candidates, Instant now) {
    if (candidates.isEmpty()) {
      return;
    }
    Map<String, StoredTrigger> triggers = missed.triggers();
    for (Candidate candidate : candidates) {
      Job job = candidate.job();
      Instant latest = candidate.latest();
      if (MissedOccurrences.isLost(job, latest, triggers.get(job.name()), now)) {
        LOG.info("job {}: its occurrence of {} was missed and is caught up", job.name(), latest);
        adHocTriggers.catchUp(job.name(), latest);
      }
    }
  }

  private void settle(List<Candidate> candidates, List<Job> quiet) {
    if (quiet.isEmpty()) {
      return;
    }
    Map<String, Instant> written = missed.writtenUpTo(quiet);
    for (Candidate candidate : candidates) {
      String name = candidate.job().name();
      Instant horizon = written.get(name);
      if (horizon != null && !horizon.isBefore(candidate.latest())) {
        settled.put(name, candidate.latest());
      }
    }
  }
}
