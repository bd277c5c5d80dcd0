package io.nightjar.runner;

import io.nightjar.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;

/**
 * Finds the occurrence that belongs to the time a scheduler reports. That time is the occurrence itself, a little
 * before it when the trigger fired early, or any time that somebody wrote into the scheduler's tables. Pure.
 */
final class OccurrenceMatcher {

  /** Quartz was seen up to 0.7 s early. */
  private static final Duration EARLY = Duration.ofSeconds(1);

  private OccurrenceMatcher() {}

  static Instant occurrence(Schedule schedule, Instant reported) {
    Instant atOrAfter = schedule.next(reported.minusNanos(1));
    boolean exact = atOrAfter.equals(reported);
    boolean early = !atOrAfter.isAfter(reported.plus(EARLY));
    return exact || early ? atOrAfter : schedule.latest(reported).orElse(atOrAfter);
  }
}
