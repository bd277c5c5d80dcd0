package io.nightjar.runner.command;

import io.nightjar.instance.ThisInstance;
import io.nightjar.ledger.run.HostProcess;
import io.nightjar.ledger.run.HostProcessRepository;
import io.nightjar.ledger.run.Outcome;
import io.nightjar.ledger.run.RunRecorder;
import io.nightjar.ledger.run.RunResult;
import io.nightjar.runner.OrphanRecovery;
import io.nightjar.runner.text.StillRunningWarning;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Ends commands whose Nightjar on this host has died: nobody reads their output or learns how they end, and the next
 * run must not overlap them. With several instances on one host, any of them may do this.
 */
@Component
class OrphanedCommandRecovery implements OrphanRecovery {

  private static final Logger log = LoggerFactory.getLogger(OrphanedCommandRecovery.class);

  private static final Duration TO_END = Duration.ofSeconds(6);

  /** The operating system reports the start of a process to about one second. */
  private static final Duration SAME_START = Duration.ofSeconds(2);

  private static final String SOURCE = "scheduler";
  private static final String DIED = "Nightjar on %s died while it ran. ";
  private static final String UNKNOWN =
      "How far the job got is unknown: check its result, then re-run it";

  private final HostProcessRepository processes;
  private final RunRecorder ledger;
  private final ThisInstance instance;

  OrphanedCommandRecovery(
      HostProcessRepository processes, RunRecorder ledger, ThisInstance instance) {
    this.processes = processes;
    this.ledger = ledger;
    this.instance = instance;
  }

  @Override
  public void step(Instant now) {
    for (HostProcess orphan : processes.leftOn(instance.host())) {
      RunResult finish = recover(orphan);
      log.warn("run {}: {}", orphan.run(), finish.cause());
      ledger.finish(orphan.run(), finish, now, SOURCE);
      processes.forget(orphan.run());
    }
  }

  private RunResult recover(HostProcess orphan) {
    Optional<ProcessHandle> found = ProcessHandle.of(orphan.id()).filter(ProcessTree::isRunning);
    if (found.isEmpty()) {
      return finish(Outcome.LOST, "Its process " + orphan.id() + " is gone. " + UNKNOWN);
    }
    boolean ended =
        isSame(found.get(), orphan) && new ProcessTree(found.get()).end(TO_END).isEmpty();
    return ended
        ? finish(
            Outcome.INTERRUPTED,
            "Its process " + orphan.id()
                + " was still running and was ended when Nightjar came back. " + UNKNOWN)
        : finish(Outcome.LOST, StillRunningWarning.on(instance.host(), List.of(orphan.id())));
  }

  /**
   * The number of an ended process may have been given to another one. If the start times differ the process is only
   * reported, never ended.
   */
  private static boolean isSame(ProcessHandle found, HostProcess orphan) {
    Instant recorded = orphan.startedAt();
    return recorded != null
        && found
            .info()
            .startInstant()
            .filter(start -> Duration.between(start, recorded).abs().compareTo(SAME_START) <= 0)
            .isPresent();
  }

  private RunResult finish(Outcome outcome, String what) {
    return new RunResult(outcome, DIED.formatted(instance.host()) + what, null, null);
  }
}
