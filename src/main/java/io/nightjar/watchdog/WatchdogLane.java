package io.nightjar.watchdog;

/** The threads of the watchdog: what takes long on one delays nothing on another. */
public enum WatchdogLane {
  /** Judging alone, with connections of its own. */
  JUDGE(
      "nightjar-judge",
      "The watchdog cannot check the jobs: nobody is notified of missing runs until it can. It keeps trying.",
      "The watchdog checks the jobs again"),
  /** All other checks, reminders, and the writing ahead. */
  WATCH(
      "nightjar-watchdog",
      "A check of the scheduler or of other processes, or a reminder, fails. The watchdog keeps"
          + " trying.",
      "All checks of the watchdog work again"),
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

  /** Whether runs go unwatched while this lane fails. A missing digest is reported by its own expected run. */
  boolean isWatching() {
    return this != REPORT;
  }
}
