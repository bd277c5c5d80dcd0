package io.nightjar.ledger.run;

import io.nightjar.platform.sql.StoredEnum;
import java.util.Locale;

/** How a run ended. */
public enum Outcome {
  SUCCEEDED,
  FAILED,
  /** Not done because another run of the job was still running. */
  SKIPPED,
  /** Not done because the run of a later occurrence, due as well, makes up for it. */
  SUPERSEDED,
  HELD,
  /** Ended by the stop of its process. */
  INTERRUPTED,
  /** Its instance died. The only outcome that later evidence may replace. */
  LOST,
  CANCELLED,
  /** What a newer version wrote and this one does not know. */
  UNKNOWN;

  /** The value that {@link #word()} names. */
  static Outcome of(String word) {
    return StoredEnum.read(values(), Outcome::word, word, UNKNOWN);
  }

  /** The value in JSON and in the tables. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether the run was begun or meant to begin and did not do its work. */
  public boolean isFailure() {
    return this == FAILED || this == INTERRUPTED || this == LOST || this == CANCELLED;
  }
}
