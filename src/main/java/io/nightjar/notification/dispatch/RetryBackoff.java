package io.nightjar.notification.dispatch;

import io.nightjar.notification.DeliveryException;
import io.nightjar.notification.DeliveryException.Kind;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to leave a place alone after a failure: 1 s, 2 s, 4 s and so on to half a minute, to five minutes where it
 * refuses; as long as the channel asks when it does. Up to a quarter less at random, so that several do not come back
 * together.
 */
final class RetryBackoff {

  static final Duration LONGEST = Duration.ofSeconds(30);
  static final Duration REFUSED = Duration.ofMinutes(5);

  private final RandomGenerator random;

  RetryBackoff(RandomGenerator random) {
    this.random = random;
  }

  /**
   * The wait after a failure. Brief at first even where it refuses: another message may be accepted.
   *
   * @param failuresInARow how often the place has failed since it last accepted a message
   */
  Duration after(DeliveryException problem, int failuresInARow) {
    Duration asked = problem.retryAfter();
    if (asked != null) {
      return asked;
    }
    double factor = 1 - 0.25 * random.nextDouble();
    Duration longest = problem.kind() == Kind.PERMANENT ? REFUSED : LONGEST;
    return scaled(doubled(failuresInARow, longest), factor);
  }

  private static Duration doubled(int times, Duration longest) {
    Duration delay = Duration.ofSeconds(1L << Math.min(Math.max(times - 1, 0), 30));
    return delay.compareTo(longest) > 0 ? longest : delay;
  }

  private static Duration scaled(Duration delay, double factor) {
    return Duration.ofMillis((long) (delay.toMillis() * factor));
  }
}
