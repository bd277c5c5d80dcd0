package io.nightjar.ops;

import org.springframework.stereotype.Component;

/**
 * Whether the last pulse reached the database. While it did not, no other part of health asks again: each would wait as
 * long as a connection may take, and whoever asks for health would give up before the answer.
 */
@Component
class DatabaseReach {

  private volatile boolean away;

  boolean isAway() {
    return away;
  }

  void away(boolean now) {
    away = now;
  }
}
