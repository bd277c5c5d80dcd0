package io.nightjar.web.ping;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * A token bucket of pings for each job: sixty at once, one more each second. Only jobs of the catalogue have a bucket,
 * so memory is bounded, and pings with wrong keys use no token.
 */
@Component
class RateLimit {

  static final int BURST = 60;
  private static final Duration REFILL = Duration.ofSeconds(1);

  private final Map<String, Instant> fullAgain = new ConcurrentHashMap<>();

  /** Zero when the ping is accepted, else how long to wait. */
  Duration take(String job, Instant now) {
    Duration[] wait = {Duration.ZERO};
    fullAgain.compute(job, (name, full) -> {
      // The map holds when each bucket will be full again: each ping delays that by one refill.
      Instant from = full == null || full.isBefore(now) || isBehindJump(full, now) ? now : full;
      Instant later = from.plus(REFILL);
      Duration over = Duration.between(now, later).minus(REFILL.multipliedBy(BURST));
      if (over.isNegative() || over.isZero()) {
        return later;
      }
      wait[0] = over;
      return from;
    });
    return wait[0];
  }

  /** Whether the clock was set back: the stored instant is too far ahead to be possible. */
  private static boolean isBehindJump(Instant full, Instant now) {
    return Duration.between(now, full).compareTo(REFILL.multipliedBy(BURST)) > 0;
  }
}
