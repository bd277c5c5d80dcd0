package io.nightjar.ledger;

import org.jspecify.annotations.Nullable;

/**
 * How a run ended.
 *
 * @param outcome the ending
 * @param cause why, in one line a person can act on; null for a success
 * @param excerpt the end of the output or the answer, bounded; null when there is none
 * @param exitStatus of a command, null otherwise
 */
public record Finish(
    Outcome outcome,
    @Nullable String cause,
    @Nullable String excerpt,
    @Nullable Integer exitStatus) {

  public static Finish succeeded(@Nullable String excerpt) {
    return new Finish(Outcome.SUCCEEDED, null, excerpt, null);
  }

  public static Finish failed(String cause, @Nullable String excerpt) {
    return new Finish(Outcome.FAILED, cause, excerpt, null);
  }

  public static Finish skipped(String cause) {
    return new Finish(Outcome.SKIPPED, cause, null, null);
  }
}
