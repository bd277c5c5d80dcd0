package io.nightjar.ledger.run;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A run elsewhere that has not reported its end although its finish deadline has passed.
 *
 * @param firedAt when it first reported
 * @param occurrence of the expected run that it answers, null when it answers none
 * @param finishDeadline of the same
 */
public record OverdueExternalRun(
    UUID run,
    String job,
    Instant firedAt,
    @Nullable Instant occurrence,
    @Nullable Instant finishDeadline) {

  /** How long it had to finish; of one that answers no occurrence as long as given. */
  public Duration finishWithin(Duration otherwise) {
    return occurrence == null || finishDeadline == null
        ? otherwise
        : Duration.between(occurrence, finishDeadline);
  }

  /** When it should have finished; of one that answers no occurrence so long after it first reported. */
  public Instant finishDeadline(Duration otherwise) {
    return finishDeadline == null ? firedAt.plus(otherwise) : finishDeadline;
  }
}
