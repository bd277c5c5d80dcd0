package io.nightjar.watchdog;

import io.nightjar.ledger.ExpectedRun;
import java.time.Instant;
import java.util.List;

/** What the canary's latest runs say of the scheduler. Pure. */
enum Song {
  /** One has come since any that are missing in a row. */
  SINGS,
  /** Two in a row are missing. */
  SILENT,
  /** Too little is to be seen. */
  UNKNOWN;

  private static final int ENOUGH = 2;

  /**
   * Listens.
   *
   * @param latest expected runs of the canary, newest first
   * @param heardFrom what was due earlier may be missing for a reason that is none: nobody watched, or a scheduler was
   *     only starting
   */
  static Song of(List<ExpectedRun> latest, Instant heardFrom, Instant now) {
    int missing = 0;
    for (ExpectedRun expected : latest) {
      if (expected.state().isMet()) {
        return SINGS;
      }
      if (!now.isAfter(expected.finishDeadline())) {
        continue;
      }
      if (expected.occurrence().isBefore(heardFrom)) {
        return UNKNOWN;
      }
      missing++;
      if (missing == ENOUGH) {
        return SILENT;
      }
    }
    return UNKNOWN;
  }
}
