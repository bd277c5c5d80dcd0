package io.nightjar.instance;

import org.springframework.stereotype.Component;

/**
 * Whether the last pulse reached the database. While it did not, no other part of health asks again: each would wait as
 * long as a connection may take, and whoever asks for health would give up before the answer.
 */
@Component
public class DatabaseAvailability {

  private volatile boolean away;

  public boolean isAway() {
    return away;
  }

  public void away(boolean now) {
    away = now;
  }
}
