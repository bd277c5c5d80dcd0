package io.nightjar.web.request;

import io.nightjar.web.problem.ApiProblem;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** The end of something in a request: an instant or a duration. */
public final class EndTime {

  private EndTime() {}

  /** Null when the request has neither; both together are rejected. */
  public static @Nullable Instant of(
      RequestJson body, String atKey, String afterKey, Instant from) {
    Instant at = body.instant(atKey);
    Duration after = body.duration(afterKey);
    if (at != null && after != null) {
      throw ApiProblem.cannot(
              atKey + " and " + afterKey + " cannot both be sent: send one of them.")
          .with("key", afterKey);
    }
    return after == null ? at : plus(from, after, afterKey);
  }

  private static Instant plus(Instant from, Duration after, String key) {
    try {
      return from.plus(after).truncatedTo(ChronoUnit.MICROS);
    } catch (DateTimeException | ArithmeticException e) {
      throw ApiProblem.badValue(key, after.toString(), "send a shorter duration");
    }
  }
}
