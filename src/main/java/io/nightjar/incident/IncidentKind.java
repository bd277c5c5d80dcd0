package io.nightjar.incident;

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
  /** Nobody could watch: the database was away. */
  WATCHDOG_BLIND;

  /** The kind with the given word. */
  public static IncidentKind of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }

  /** The word in JSON and in the tables. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
