package io.nightjar.runner.http.poll;

import java.time.Duration;

/** A wait between two looks. */
@FunctionalInterface
public interface Sleeper {

  void sleep(Duration duration) throws InterruptedException;

  static Sleeper system() {
    return duration -> Thread.sleep(duration.toMillis());
  }
}
