package io.nightjar.incident;

import java.util.Locale;

/** What happened to an incident. */
public enum Transition {
  OPENED,
  /** Another run has shown the same problem. */
  AGAIN,
  /** It is still open. */
  REMINDED,
  /** It has been open for long and nobody has acknowledged it. */
  ESCALATED,
  ACKNOWLEDGED,
  /** Nobody is notified of it until the mute ends. */
  MUTED,
  /** A mute has ended and it is still open. */
  MUTE_ENDED,
  RESOLVED;

  /** The word in the outbox. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
