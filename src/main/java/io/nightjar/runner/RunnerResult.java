package io.nightjar.runner;

import io.nightjar.ledger.run.RunResult;
import org.jspecify.annotations.Nullable;

/**
 * What a runner returns.
 *
 * @param finish how the run ended; null when a call-back or another instance will finish it
 */
public record RunnerResult(@Nullable RunResult finish) {

  public static RunnerResult finished(RunResult finish) {
    return new RunnerResult(finish);
  }

  public static RunnerResult leftRunning() {
    return new RunnerResult(null);
  }
}
