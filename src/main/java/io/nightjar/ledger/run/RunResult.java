package io.nightjar.ledger.run;

import org.jspecify.annotations.Nullable;

/**
 * How a run ended.
 *
 * @param outcome the ending
 * @param cause why, in one line a person can act on; null for a success
 * @param excerpt the end of the output or the answer, bounded; null when there is none
 * @param exitStatus of a command, null otherwise
 */
public record RunResult(
    Outcome outcome,
    @Nullable String cause,
    @Nullable String excerpt,
    @Nullable Integer exitStatus) {

  public static RunResult succeeded(@Nullable String excerpt) {
    return new RunResult(Outcome.SUCCEEDED, null, excerpt, null);
  }

  public static RunResult failed(String cause, @Nullable String excerpt) {
    return new RunResult(Outcome.FAILED, cause, excerpt, null);
  }

  public static RunResult skipped(String cause) {
    return new RunResult(Outcome.SKIPPED, cause, null, null);
  }
}
