package io.nightjar.watchdog.check;

import org.jspecify.annotations.Nullable;

/**
 * What is foreseen of something.
 *
 * @param decided whether this can be decided yet
 * @param cause what is wrong, for people; null when nothing is known to be
 */
record Assessment(boolean decided, @Nullable String cause) {

  static final Assessment RIGHT = new Assessment(true, null);

  static final Assessment UNDECIDED = new Assessment(false, null);

  static Assessment wrong(String cause) {
    return new Assessment(true, cause);
  }
}
