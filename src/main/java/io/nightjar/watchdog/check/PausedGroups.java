package io.nightjar.watchdog.check;

import io.nightjar.ledger.trigger.StoredTrigger;
import java.util.List;

/** Groups of triggers that are paused as a whole: a job that is new, or a run that is asked for, would not start. Pure. */
final class PausedGroups {

  static final String SUBJECT = "the scheduler";

  private PausedGroups() {}

  /**
   * What paused groups mean.
   *
   * @param told whether the pause is already reported for jobs
   */
  static Assessment outlook(List<String> paused, boolean told) {
    List<String> untold = paused.stream()
        .filter(group ->
            !told || !(group.equals(StoredTrigger.GROUP) || group.equals(StoredTrigger.ALL_GROUPS)))
        .map(group -> group.equals(StoredTrigger.ALL_GROUPS) ? "everything" : group)
        .sorted()
        .toList();
    return untold.isEmpty()
        ? Assessment.RIGHT
        : Assessment.wrong("it was paused for " + String.join(", ", untold)
            + ": a job added there will not be started");
  }
}
