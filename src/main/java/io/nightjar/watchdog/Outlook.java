package io.nightjar.watchdog;

import org.jspecify.annotations.Nullable;

/**
 * What is foreseen of something.
 *
 * @param decided whether that can be said
 * @param cause what is wrong, for people; null when nothing is known to be
 */
record Outlook(boolean decided, @Nullable String cause) {

  static final Outlook RIGHT = new Outlook(true, null);

  static final Outlook UNDECIDED = new Outlook(false, null);

  static Outlook wrong(String cause) {
    return new Outlook(true, cause);
  }
}
