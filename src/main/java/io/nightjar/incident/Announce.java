package io.nightjar.incident;

/** Whether and how people are notified of a change. */
public enum Announce {
  /** By a notification, unless a mute covers the job. */
  NORMALLY,
  /** By a notification in any case: nobody plans a mute for this. */
  EVEN_WHEN_MUTED,
  /** Without the outbox, by the process that reports the change, which has already notified them. */
  DIRECTLY_DONE,
  /** Without the outbox, by the process that reports the change, which has not notified them yet. */
  DIRECTLY_PENDING;

  boolean isDirect() {
    return this == DIRECTLY_DONE || this == DIRECTLY_PENDING;
  }
}
