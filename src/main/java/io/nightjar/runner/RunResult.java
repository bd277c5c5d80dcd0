package io.nightjar.runner;

import io.nightjar.ledger.Finish;
import org.jspecify.annotations.Nullable;

/**
 * How a runner came back.
 *
 * @param finish how the run ended; null when it goes on without this thread: a call-back or another instance will finish it
 */
public record RunResult(@Nullable Finish finish) {

  public static RunResult finished(Finish finish) {
    return new RunResult(finish);
  }

  public static RunResult leftRunning() {
    return new RunResult(null);
  }
}
