package io.nightjar.ledger.run;

import java.time.Instant;

/** An occurrence was named that the ledger does not expect. */
public final class UnknownOccurrenceException extends RuntimeException {

  UnknownOccurrenceException(String job, Instant occurrence) {
    super("the ledger expects no run of " + job + " at " + occurrence);
  }
}
