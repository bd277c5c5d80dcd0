package io.nightjar.runner.http;

import java.time.Duration;

/** A wait between two looks. */
@FunctionalInterface
interface Pause {

  void of(Duration duration) throws InterruptedException;

  static Pause real() {
    return duration -> Thread.sleep(duration.toMillis());
  }
}
