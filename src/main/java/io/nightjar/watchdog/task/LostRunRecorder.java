package io.nightjar.watchdog.task;

import io.nightjar.instance.Instance;
import io.nightjar.ledger.run.HostProcess;
import io.nightjar.ledger.run.HostProcessRepository;
import io.nightjar.ledger.run.Outcome;
import io.nightjar.ledger.run.Run;
import io.nightjar.ledger.run.RunRecorder;
import io.nightjar.ledger.run.RunResult;
import io.nightjar.platform.text.LocalTimes;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Records that the runs of an instance that is gone are lost, unless another instance can still do something for them. */
@Component
class LostRunRecorder {

  private static final LocalTimes UTC = new LocalTimes(ZoneId.of("UTC"));

  /** How long a run waits for an instance that follows it, or that ends its process. */
  private static final Duration RECOVERED_WITHIN = Duration.ofMinutes(1);

  private final RunRecorder runs;
  private final HostProcessRepository processes;

  LostRunRecorder(RunRecorder runs, HostProcessRepository processes) {
    this.runs = runs;
    this.processes = processes;
  }

  /**
   * Ends runs that no instance will end any more.
   *
   * @param present the running instances: a scheduler on the same host looks for processes that the lost one left
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
      boolean awaited = run.resumeToken() != null || (process.isPresent() && hostIsBack);
      if (!awaited || !recoverable) {
        runs.finish(run.id(), lost(gone, process), now, "watchdog");
      }
    }
  }

  private static RunResult lost(Instance gone, Optional<HostProcess> process) {
    String host = gone.name();
    String cause =
        "Nightjar on " + host + " died while it ran (last seen " + UTC.full(gone.keepAliveAt())
            + "); how far the job got is unknown"
            + process
                .map(it -> ". Process " + it.id() + " may still be running on " + host
                    + ". First check " + host + " and end it there, then re-run the job")
                .orElse("");
    return new RunResult(Outcome.LOST, cause, null, null);
  }
}
