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
 * Finds runs of this living instance that nothing here works on: their start was written and not noticed, or their result
 * could not be written. Left alone they would never end, and each would keep its job from running.
 */
@Component
public class OrphanedRunSweeper {

  private static final Logger LOG = LoggerFactory.getLogger(OrphanedRunSweeper.class);

  /**
   * So many looks in a row must find it. Between its row and its thread a run is unattended for a moment, or, while the
   * database fails, for as long as a start is tried again.
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

  /** A look that fails sees nothing, and the next is the first again: who waits for the database must have had time. */
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

  /** A service that was told to begin will call back: only that it is left to that could not be written. */
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
      LOG.error("run {} of job {} has no end: {}", run.id(), run.job(), lost.cause());
    }
  }

  private String cause(Run run) {
    String start =
        run.startedAt() == null ? "No start of it is recorded" : "It started at " + run.startedAt();
    return ("Nightjar on %s does not work on this run any more: most likely the database failed while its start or its "
            + "result was written. %s, and how far the job got is unknown. Look for its result at the job and, under %s, "
            + "in the log of that Nightjar before it is run again.")
        .formatted(instance.host(), start, run.id());
  }
}
