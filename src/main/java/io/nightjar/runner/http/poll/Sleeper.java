package io.nightjar.runner.http.poll;

import java.time.Duration;

/** A wait between two looks. */
@FunctionalInterface
public interface Sleeper {

  void of(Duration duration) throws InterruptedException;

  static Sleeper real() {
    return duration -> Thread.sleep(duration.toMillis());
  }
}
