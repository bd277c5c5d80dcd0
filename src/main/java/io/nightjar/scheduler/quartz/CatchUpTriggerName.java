package io.nightjar.scheduler.quartz;

import java.time.Instant;

/** The occurrence of a job as the name of a trigger: {@code job|2026-03-29T01:00:00Z}. */
record CatchUpTriggerName(String job, Instant at) {

  private static final char BETWEEN = '|';

  static CatchUpTriggerName read(String name) {
    int end = name.lastIndexOf(BETWEEN);
    if (end < 0) {
      throw new IllegalArgumentException("'" + name + "' does not name an occurrence of a job");
    }
    return new CatchUpTriggerName(name.substring(0, end), Instant.parse(name.substring(end + 1)));
  }

  String name() {
    return job + BETWEEN + at;
  }
}
