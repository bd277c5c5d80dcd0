package io.nightjar.watchdog.judge;

import io.nightjar.ledger.expected.ExpectedRun;
import io.nightjar.ledger.expected.ExpectedState;

/** An expected run that this version cannot judge, because a newer one has written something that it does not know. */
final class CannotJudgeException extends RuntimeException {

  CannotJudgeException(String what) {
    super(
        what + " is a value that this version of Nightjar does not know: a newer version wrote it");
  }

  static void unlessKnown(ExpectedRun expected) {
    if (expected.state() == ExpectedState.UNKNOWN) {
      throw new CannotJudgeException("its state");
    }
  }

  /** For people: the message of any other problem may hold anything. */
  static String reason(Throwable problem) {
    return problem instanceof CannotJudgeException known && known.getMessage() != null
        ? known.getMessage()
        : problem.getClass().getSimpleName();
  }
}
