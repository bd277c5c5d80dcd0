package io.nightjar.alert;

import io.nightjar.alert.DeliveryException.Kind;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait after a failure: 1 s, 2 s, 4 s and so on to a minute; five minutes for what was
 * refused; as long as the channel asks when it does. Up to a quarter less at random,
 * so that several do not come back together.
 */
final class Backoff {

  static final Duration LONGEST = Duration.ofMinutes(1);
  static final Duration REFUSED = Duration.ofMinutes(5);

  private final RandomGenerator random;

  Backoff(RandomGenerator random) {
    this.random = random;
  }

  /**
   * What waits, and how long.
   *
   * @param notification until this notification is tried again
   * @param destination until anything is tried at its destination
   */
  record Wait(Duration notification, Duration destination) {}

  /**
   * The waits after a failure. A destination waits briefly at first even when it refuses: the next
   * message may be accepted where one was not.
   *
   * @param attempts how often the notification was tried
   * @param failuresInARow how often its destination has failed since it last accepted a message
   */
  Wait after(DeliveryException problem, int attempts, int failuresInARow) {
    Duration asked = problem.retryAfter();
    if (asked != null) {
      return new Wait(asked, asked);
    }
    double factor = 1 - 0.25 * random.nextDouble();
    boolean refused = problem.kind() == Kind.PERMANENT;
    return new Wait(
        scaled(refused ? REFUSED : doubled(attempts, LONGEST), factor),
        scaled(doubled(failuresInARow, refused ? REFUSED : LONGEST), factor));
  }

  private static Duration doubled(int times, Duration longest) {
    Duration delay = Duration.ofSeconds(1L << Math.min(Math.max(times - 1, 0), 30));
    return delay.compareTo(longest) > 0 ? longest : delay;
  }

  private static Duration scaled(Duration delay, double factor) {
    return Duration.ofMillis((long) (delay.toMillis() * factor));
  }
}
