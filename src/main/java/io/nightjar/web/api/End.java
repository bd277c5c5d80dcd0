package io.nightjar.web.api;

import io.nightjar.web.Problem;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** When something is to end, as a request says it: at an instant, or after a duration. */
final class End {

  private End() {}

  /** Null when the request says neither; both are refused. */
  static @Nullable Instant of(JsonBody body, String atKey, String afterKey, Instant from) {
    Instant at = body.instant(atKey);
    Duration after = body.duration(afterKey);
    if (at != null && after != null) {
      throw Problem.cannot(atKey + " and " + afterKey + " cannot both be sent: send one of them.")
          .with("key", afterKey);
    }
    return after == null ? at : plus(from, after, afterKey);
  }

  private static Instant plus(Instant from, Duration after, String key) {
    try {
      return from.plus(after).truncatedTo(ChronoUnit.MICROS);
    } catch (DateTimeException | ArithmeticException e) {
      throw Problem.badValue(key, after.toString(), "send a shorter duration");
    }
  }
}
