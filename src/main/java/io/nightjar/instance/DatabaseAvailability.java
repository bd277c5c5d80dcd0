package io.nightjar.instance;

import org.springframework.stereotype.Component;

/**
 * Whether the last keep-alive reached the database. If it did not, the health indicators do not query the database:
 * each would wait for the connection timeout, and the health request would time out first.
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
