package io.nightjar.runner;

import io.nightjar.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;

/**
 * Which occurrence a scheduler means. It reports the occurrence, or a little less when it is early, or what somebody has
 * written into its tables. Pure.
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
