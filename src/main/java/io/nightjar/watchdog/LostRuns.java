package io.nightjar.watchdog;

import io.nightjar.ledger.Finish;
import io.nightjar.ledger.HostProcess;
import io.nightjar.ledger.HostProcesses;
import io.nightjar.ledger.Instance;
import io.nightjar.ledger.Outcome;
import io.nightjar.ledger.Run;
import io.nightjar.ledger.Runs;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Records that the runs of an instance that is gone are lost, unless another instance can still do something for them. */
@Component
class LostRuns {

  /** How long a run waits for an instance that follows it, or that ends its process. */
  private static final Duration RECOVERED_WITHIN = Duration.ofMinutes(1);

  private final Runs runs;
  private final HostProcesses processes;

  LostRuns(Runs runs, HostProcesses processes) {
    this.runs = runs;
    this.processes = processes;
  }

  /**
   * Ends what nobody will end any more.
   *
   * @param present the instances that live: one on the same host that runs jobs looks for the processes of the dead one
   */
  void lose(Instance gone, Collection<Instance> present, Instant now) {
    Instant since =
        Objects.requireNonNull(gone.lostAt() == null ? gone.stoppedAt() : gone.lostAt());
    // By the clock of another process, which may have been ahead.
    boolean recoverable = Duration.between(since, now).abs().compareTo(RECOVERED_WITHIN) <= 0;
    boolean hostIsBack =
        present.stream().anyMatch(it -> it.scheduler() && it.name().equals(gone.name()));
    for (Run run : runs.unfinishedOf(gone.id())) {
      Optional<HostProcess> process = processes.of(run.id());
      boolean awaited = run.handOver() != null || (process.isPresent() && hostIsBack);
      if (!awaited || !recoverable) {
        runs.finish(run.id(), lost(gone, process), now, "watchdog");
      }
    }
  }

  private static Finish lost(Instance gone, Optional<HostProcess> process) {
    String host = gone.name();
    String cause = "Nightjar on " + host + " died while it ran (last sign of life " + gone.pulseAt()
        + "); how far the job got is unknown"
        + process
            .map(it -> ". Process " + it.id() + " may still be running on " + host
                + ": first check " + host + " and end it there, then run the job again")
            .orElse("");
    return new Finish(Outcome.LOST, cause, null, null);
  }
}
