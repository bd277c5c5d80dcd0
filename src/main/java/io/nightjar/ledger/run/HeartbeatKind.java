package io.nightjar.ledger.run;

import io.nightjar.platform.sql.StoredEnum;
import java.util.Locale;

/** What a heartbeat reports about a run. */
public enum HeartbeatKind {
  /** The schedule or a person made the run; written before any job code is loaded. */
  FIRED,
  STARTED,
  LOG,
  SUCCEEDED,
  FAILED,
  SKIPPED,
  HELD,
  /** What a newer version wrote and this one does not know. */
  UNKNOWN;

  /** The value that {@link #word()} names. */
  static HeartbeatKind of(String word) {
    return StoredEnum.read(values(), HeartbeatKind::word, word, UNKNOWN);
  }

  /** The value in JSON and in the tables. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
