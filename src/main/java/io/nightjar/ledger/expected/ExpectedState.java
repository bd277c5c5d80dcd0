package io.nightjar.ledger.expected;

import io.nightjar.platform.sql.StoredEnum;
import java.util.Locale;

/** What became of an expected run so far. */
public enum ExpectedState {
  AWAITING,
  RUNNING,
  MET,
  /** Done, but started or finished after its deadline, or only after an incident. */
  MET_LATE,
  MISSED,
  FAILED,
  OVERDUE,
  SKIPPED,
  HELD,
  /** What a newer version wrote and this one does not know. */
  UNKNOWN;

  /** The value that {@link #word()} names. */
  public static ExpectedState of(String word) {
    return StoredEnum.read(values(), ExpectedState::word, word, UNKNOWN);
  }

  /** The value in JSON and in the tables. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public boolean isMet() {
    return this == MET || this == MET_LATE;
  }
}
