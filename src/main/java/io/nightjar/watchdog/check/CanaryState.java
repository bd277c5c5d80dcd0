package io.nightjar.watchdog.check;

import io.nightjar.ledger.expected.ExpectedRun;
import java.time.Instant;
import java.util.List;

/** What the canary's latest runs say of the scheduler. Pure. */
enum CanaryState {
  /** The latest two in a row have come: one alone may have slipped through. */
  RUNNING,
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
  static CanaryState of(List<ExpectedRun> latest, Instant heardFrom, Instant now) {
    int heard = 0;
    int missing = 0;
    for (ExpectedRun expected : latest) {
      if (expected.state().isMet()) {
        heard++;
        missing = 0;
      } else if (!now.isAfter(expected.finishDeadline())) {
        continue;
      } else if (heard > 0 || expected.occurrence().isBefore(heardFrom)) {
        return UNKNOWN;
      } else {
        missing++;
      }
      if (heard == ENOUGH || missing == ENOUGH) {
        return heard == ENOUGH ? RUNNING : SILENT;
      }
    }
    return UNKNOWN;
  }
}
