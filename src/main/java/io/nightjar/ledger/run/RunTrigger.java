package io.nightjar.ledger.run;

import io.nightjar.platform.sql.StoredEnum;
import java.util.Locale;

/** What made a run happen. */
public enum RunTrigger {
  SCHEDULE,
  MANUAL,
  CATCH_UP,
  DOWNSTREAM,
  EXTERNAL,
  /** What a newer version wrote and this one does not know. */
  UNKNOWN;

  /** The value that {@link #word()} names. */
  static RunTrigger of(String word) {
    return StoredEnum.read(values(), RunTrigger::word, word, UNKNOWN);
  }

  /** Whether a start by it shows that the schedule works. A manual run only brings the data up to date. */
  boolean provesSchedule() {
    return this == SCHEDULE || this == EXTERNAL;
  }

  /** The value in JSON and in the tables. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
