package io.nightjar.watchdog;

import io.nightjar.ledger.StoredTrigger;
import java.util.List;

/** Groups of triggers that are paused as a whole: a job that is new, or a run that is asked for, would not start. Pure. */
final class Groups {

  static final String SUBJECT = "the scheduler";

  private Groups() {}

  /**
   * What paused groups mean.
   *
   * @param told whether the pause shows at jobs already
   */
  static Outlook outlook(List<String> paused, boolean told) {
    List<String> untold = paused.stream()
        .filter(group ->
            !told || !(group.equals(StoredTrigger.GROUP) || group.equals(StoredTrigger.ALL_GROUPS)))
        .map(group -> group.equals(StoredTrigger.ALL_GROUPS) ? "everything" : group)
        .sorted()
        .toList();
    return untold.isEmpty()
        ? Outlook.RIGHT
        : Outlook.wrong("it is told to pause " + String.join(", ", untold)
            + ": what is added to that will not be started");
  }
}
