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
  /** A destination does not take messages. Every other destination is notified once, in a separate message. */
  UNDELIVERABLE(false, false),
  /** Nobody could watch: the database was away, or no instance does. */
  WATCHDOG_BLIND,
  /** The scheduler's next fire time differs from the next expected run. */
  SCHEDULER_DRIFT,
  /** The scheduler fires nothing, or there is none. */
  SCHEDULER_SILENT,
  /** An instance of Nightjar stopped sending keep-alives without shutting down. */
  INSTANCE_DOWN,
  /** The clock of an instance differs from the database's. */
  CLOCK_SKEW,
  /** One that only a newer version knows, which shares the database. Never written. */
  UNKNOWN;

  private final boolean reminded;
  private final boolean grouped;

  IncidentKind() {
    this(true, true);
  }

  IncidentKind(boolean reminded, boolean grouped) {
    this.reminded = reminded;
    this.grouped = grouped;
  }

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

  /** Whether people are reminded of an open incident, and it is escalated. */
  public boolean isReminded() {
    return reminded;
  }

  /** Whether one message may tell of several such incidents. */
  public boolean isGrouped() {
    return grouped;
  }
}
