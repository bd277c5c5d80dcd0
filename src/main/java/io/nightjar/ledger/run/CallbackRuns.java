package io.nightjar.ledger.run;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Service;

/** Runs that a service works on and that only its call-back ends. */
@Service
public class CallbackRuns {

  private final RunRecorder runs;
  private final RunOwnership ownership;
  private final RunRepository repository;

  CallbackRuns(RunRecorder runs, RunOwnership ownership, RunRepository repository) {
    this.runs = runs;
    this.ownership = ownership;
    this.repository = repository;
  }

  /**
   * Leaves a run that has started to the call-back that will end it: whatever becomes of the instance, nothing is lost. One
   * that was to be cancelled ends, since no instance is left to obey.
   */
  public void leave(UUID run, UUID instance, Instant at, String source) {
    ownership.release(run, instance);
    ownership.cancelRequestedBy(run).ifPresent(by -> cancel(run, by, at, source));
  }

  /** Ends a run that awaits a call-back. False when it does not, or has ended meanwhile. */
  public boolean cancel(UUID run, String by, Instant at, String source) {
    String cause = "cancelled by " + by
        + ": its call-back is no longer awaited. The service cannot be told to stop: it may do the job all the same.";
    return runs.find(run).filter(Run::awaitsCallback).isPresent()
        && runs.finish(run, new RunResult(Outcome.CANCELLED, cause, null, null), at, source);
  }

  /** Runs that no instance has and that only a call-back ends. */
  public List<Run> all() {
    return repository.awaitingCallback();
  }
}
