package io.nightjar.runner;

import io.nightjar.instance.ThisInstance;
import io.nightjar.job.Job;
import io.nightjar.job.JobCatalogue;
import io.nightjar.job.JobTarget;
import io.nightjar.ledger.run.CallbackRuns;
import io.nightjar.ledger.run.Outcome;
import io.nightjar.ledger.run.Run;
import io.nightjar.ledger.run.RunRecorder;
import io.nightjar.ledger.run.RunResult;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Ends runs that belong to this instance but that it does not execute: the answer to the write of their start was lost,
 * or their result could not be written. Without this they would never end and would block their jobs.
 */
@Component
public class OrphanedRunSweeper {

  private static final Logger LOG = LoggerFactory.getLogger(OrphanedRunSweeper.class);

  /**
   * A run must be found this many times in a row. A run is in the ledger a moment before its thread begins, and longer
   * while the database fails and its start is retried.
   */
  static final int SIGHTINGS = 3;

  private final RunRecorder ledger;
  private final CallbackRuns callbackRuns;
  private final ActiveRuns activeRuns;
  private final JobCatalogue catalogue;
  private final ThisInstance instance;

  private Map<UUID, Integer> sightings = new HashMap<>();

  OrphanedRunSweeper(
      RunRecorder ledger,
      CallbackRuns callbackRuns,
      ActiveRuns activeRuns,
      JobCatalogue catalogue,
      ThisInstance instance) {
    this.ledger = ledger;
    this.callbackRuns = callbackRuns;
    this.activeRuns = activeRuns;
    this.catalogue = catalogue;
    this.instance = instance;
  }

  /** A step that fails resets the count: runs that wait for the database must have had time to begin. */
  public void step(Instant now) {
    Map<UUID, Integer> before = sightings;
    sightings = new HashMap<>();
    for (Run run : ledger.unfinishedOf(instance.id())) {
      if (!activeRuns.contains(run.id())) {
        int times = before.getOrDefault(run.id(), 0) + 1;
        sightings.put(run.id(), times);
        if (times >= SIGHTINGS) {
          end(run, now);
        }
      }
    }
  }

  /** A service that was told to begin will call back: only the handover to the call-back could not be recorded. */
  private void end(Run run, Instant now) {
    if (run.startedAt() != null && isEndedByOthers(run)) {
      callbackRuns.leave(run.id(), instance.id(), now, ActiveRun.SOURCE);
    } else {
      lose(run, now);
    }
  }

  private boolean isEndedByOthers(Run run) {
    return catalogue
        .find(run.job())
        .map(Job::work)
        .filter(JobTarget::isEndedByOthers)
        .isPresent();
  }

  private void lose(Run run, Instant now) {
    RunResult lost = new RunResult(Outcome.LOST, cause(run), null, null);
    if (ledger.finish(run.id(), lost, now, ActiveRun.SOURCE)) {
      LOG.error("run {} of job {} is recorded as lost: {}", run.id(), run.job(), lost.cause());
    }
  }

  private String cause(Run run) {
    String start =
        run.startedAt() == null ? "No start is recorded" : "It started at " + run.startedAt();
    return "Nightjar on %s no longer executes this run. Most likely the database failed while the start or the result was written. %s; how far the job got is unknown. Check the job's own result, and the log of that Nightjar for %s, before you run it again."
        .formatted(instance.host(), start, run.id());
  }
}
