package io.nightjar.watchdog;

/** The threads of the watchdog: what takes long on one delays nothing on another. */
public enum WatchdogLane {
  /** Judging alone, with connections of its own. */
  JUDGE(
      "nightjar-judge",
      "The watchdog cannot see: nobody is told of missing runs until it can. It goes on trying.",
      "The watchdog sees again"),
  /** All other checks, reminders, and the writing ahead. */
  WATCH(
      "nightjar-watchdog",
      "A check of the watchdog fails, of the scheduler, of other processes or of what is to be reminded of. It goes on"
          + " trying.",
      "All checks of the watchdog are done again"),
  /** What may take long and is missed by nobody for a while: reports, and the removal of old rows. */
  REPORT(
      "nightjar-reports",
      "The digest cannot be written, or old rows cannot be removed. It is tried again.",
      "Reports are written and old rows removed again");

  private final String thread;
  private final String failing;
  private final String over;

  WatchdogLane(String thread, String failing, String over) {
    this.thread = thread;
    this.failing = failing;
    this.over = over;
  }

  String thread() {
    return thread;
  }

  /** What does not happen while it fails, for the log. */
  String failing() {
    return failing;
  }

  String over() {
    return over;
  }

  /** Whether the watchdog is blind without it. Of a missing digest its own expected run tells. */
  boolean isWatching() {
    return this != REPORT;
  }
}
