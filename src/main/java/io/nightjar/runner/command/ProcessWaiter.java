package io.nightjar.runner.command;

import io.nightjar.ledger.run.Outcome;
import io.nightjar.ledger.run.RunResult;
import io.nightjar.runner.RunContext;
import io.nightjar.runner.text.RunWording;
import io.nightjar.runner.text.StillRunningWarning;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Waits for one process to end, and ends it when it is cancelled or overdue. */
final class ProcessWaiter {

  private static final long SLICE_MILLIS = 100;
  private static final long COLLECTED_WITHIN_MILLIS = 500;
  private static final int LINE = 300;
  private static final int SIGNALS = 128;
  private static final String STOPPED = "because Nightjar stopped before it had finished";

  private final CommandTarget work;
  private final RunContext context;
  private final Process process;
  private final ProcessTree tree;
  private final ProcessOutput output;
  private final Clock clock;
  private final String host;

  ProcessWaiter(CommandTarget work, RunContext context, Process process, Clock clock, String host) {
    this.work = work;
    this.context = context;
    this.process = process;
    this.tree = new ProcessTree(process.toHandle());
    this.output = ProcessOutput.of(process, context.job().name());
    this.clock = clock;
    this.host = host;
  }

  /** Keeps waiting while Nightjar stops: the stop decides for how long, and then interrupts or cancels. */
  RunResult awaitEnd() {
    Instant begun = clock.instant();
    try {
      while (!process.waitFor(SLICE_MILLIS, TimeUnit.MILLISECONDS)) {
        if (context.cancelled()) {
          return context.stopping()
              ? ended(Outcome.INTERRUPTED, STOPPED)
              : ended(Outcome.CANCELLED, "because the run was cancelled");
        }
        Instant now = clock.instant();
        if (work.killWhenOverdue() && now.isAfter(context.finishDeadline())) {
          String after = RunWording.span(Duration.between(begun, now));
          return ended(Outcome.FAILED, "after " + after + " because of kill-when-overdue");
        }
      }
      return exited(process.exitValue(), text());
    } catch (InterruptedException stopping) {
      return ended(Outcome.INTERRUPTED, STOPPED);
    }
  }

  /** Reports "killed" only when the process is gone. */
  private RunResult ended(Outcome outcome, String why) {
    List<Long> left = endAll();
    String cause = left.isEmpty()
        ? "killed " + why
        : "told to end " + why + ". " + StillRunningWarning.on(host, left);
    return new RunResult(
        outcome, cause, RunWording.excerpt(text()), left.isEmpty() ? status() : null);
  }

  private String text() {
    return work.secrets().redact(output.end());
  }

  /** The exit status of a process that is gone is available a moment later. */
  private @Nullable Integer status() {
    try {
      return process.waitFor(COLLECTED_WITHIN_MILLIS, TimeUnit.MILLISECONDS)
          ? process.exitValue()
          : null;
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
      return null;
    }
  }

  /** Ends the process and its descendants. Returns those that are still alive. */
  List<Long> endAll() {
    return tree.end(context.timeToEnd());
  }

  private static RunResult exited(int status, String text) {
    String excerpt = RunWording.excerpt(text);
    if (status == 0) {
      return new RunResult(Outcome.SUCCEEDED, null, excerpt, status);
    }
    String signal =
        status > SIGNALS && status < SIGNALS + 32 ? " (signal " + (status - SIGNALS) + ")" : "";
    String line = RunWording.lastLine(text, LINE);
    String cause = "exit status " + status + signal + (line.isEmpty() ? "" : ": " + line);
    return new RunResult(Outcome.FAILED, cause, excerpt, status);
  }
}
