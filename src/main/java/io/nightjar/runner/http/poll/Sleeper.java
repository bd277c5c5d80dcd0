package io.nightjar.runner.http.poll;

import java.time.Duration;

/** Waits between two polls. */
@FunctionalInterface
public interface Sleeper {

  void sleep(Duration duration) throws InterruptedException;

  static Sleeper system() {
    return duration -> Thread.sleep(duration.toMillis());
  }
}
