package io.nightjar.incident;

import java.util.Arrays;
import java.util.Locale;

/** What is wrong. */
public enum IncidentKind {
  NOT_STARTED,
  COULD_NOT_START,
  FAILED,
  OVERDUE,
  TOO_QUICK,
  SKIPPED,
  HELD,
  JOB_REMOVED,
  /** A channel does not take messages. */
  UNDELIVERABLE,
  /** Nobody could watch: the database was away, or no instance does. */
  WATCHDOG_BLIND,
  /** What the scheduler will do is not what is expected of it: hours before it does not. */
  SCHEDULER_DRIFT,
  /** The scheduler fires nothing, or there is none. */
  SCHEDULER_SILENT,
  /** A process of Nightjar has fallen silent without saying goodbye. */
  INSTANCE_DOWN,
  /** The clock of a process differs from the database's. */
  CLOCK_SKEW,
  /** One that only a newer version knows, which shares the database. Never written. */
  UNKNOWN;

  /** The kind with the given word. */
  public static IncidentKind of(String word) {
    return Arrays.stream(values())
        .filter(kind -> kind.word().equals(word))
        .findFirst()
        .orElse(UNKNOWN);
  }

  /** The word in JSON and in the tables. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
