package io.nightjar.runner.command;

import io.nightjar.ledger.Finish;
import io.nightjar.ledger.Outcome;
import io.nightjar.runner.RunContext;
import io.nightjar.runner.Wording;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Waits for one process to end, and ends it when it must not go on. */
final class Attendance {

  private static final long SLICE_MILLIS = 100;
  private static final Duration LAST_WORDS = Duration.ofSeconds(1);
  private static final int LINE = 300;
  private static final int SIGNALS = 128;

  private final CommandWork work;
  private final RunContext context;
  private final Process process;
  private final ProcessTree tree;
  private final Output output;
  private final Clock clock;

  Attendance(
      CommandWork work,
      RunContext context,
      Process process,
      ProcessTree tree,
      Output output,
      Clock clock) {
    this.work = work;
    this.context = context;
    this.process = process;
    this.tree = tree;
    this.output = output;
    this.clock = clock;
  }

  /** While the process stops it waits on: whoever stops it decides for how long, and then interrupts or cancels. */
  Finish toTheEnd() throws InterruptedException {
    Instant begun = clock.instant();
    while (!process.waitFor(SLICE_MILLIS, TimeUnit.MILLISECONDS)) {
      if (context.cancelled()) {
        return context.stopping()
            ? killed(Outcome.INTERRUPTED, "killed because Nightjar stopped before it was done")
            : killed(Outcome.CANCELLED, "killed because the run was cancelled");
      }
      Instant now = clock.instant();
      if (work.killWhenOverdue() && now.isAfter(context.finishDeadline())) {
        String after = Wording.span(Duration.between(begun, now));
        return killed(Outcome.FAILED, "killed after " + after + " because of kill-when-overdue");
      }
    }
    return exited(process.exitValue(), output.text(LAST_WORDS));
  }

  private Finish killed(Outcome outcome, String cause) throws InterruptedException {
    tree.end();
    return new Finish(outcome, cause, Wording.excerpt(output.text(LAST_WORDS)), exitStatus());
  }

  private @Nullable Integer exitStatus() {
    return process.isAlive() ? null : process.exitValue();
  }

  private static Finish exited(int status, String text) {
    String excerpt = Wording.excerpt(text);
    if (status == 0) {
      return new Finish(Outcome.SUCCEEDED, null, excerpt, status);
    }
    String signal =
        status > SIGNALS && status < SIGNALS + 32 ? " (signal " + (status - SIGNALS) + ")" : "";
    String line = Wording.lastLine(text, LINE);
    String cause = "exit status " + status + signal + (line.isEmpty() ? "" : ": " + line);
    return new Finish(Outcome.FAILED, cause, excerpt, status);
  }
}
