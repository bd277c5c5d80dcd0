package io.nightjar.runner;

import java.time.Duration;

/**
 * Whether the stop of this process has begun, and how its time is divided. The first part waits for the runs; the last
 * part ends those that still go on, early enough to record their results.
 */
final class ShutdownBudget {

  /** How long a job and its processes may take to end after they were told to. */
  private static final Duration TO_END = Duration.ofSeconds(6);

  private static final Duration TO_WRITE = Duration.ofSeconds(1);
  private static final Duration SHORTEST = Duration.ofSeconds(1);

  private volatile boolean begun;
  private volatile long abandonAt;
  private volatile long endAt;

  /** Even a budget of zero takes one second: a process that was told to end is not gone at once. */
  void begin(Duration whole) {
    long now = System.nanoTime();
    Duration bounded = whole.compareTo(SHORTEST) < 0 ? SHORTEST : whole;
    Duration ending = TO_END.plus(TO_WRITE);
    Duration half = bounded.dividedBy(2);
    Duration last = half.compareTo(ending) < 0 ? half : ending;
    endAt = now + bounded.toNanos();
    abandonAt = endAt - last.toNanos();
    begun = true;
  }

  boolean hasBegun() {
    return begun;
  }

  /** How long runs may still go on. */
  Duration untilAbandoned() {
    return until(abandonAt);
  }

  Duration untilEnd() {
    return until(endAt);
  }

  /** How long a job that was told to end may take for that. */
  Duration toEnd() {
    if (!begun) {
      return TO_END;
    }
    Duration left = untilEnd();
    Duration share =
        left.multipliedBy(TO_END.toSeconds()).dividedBy(TO_END.plus(TO_WRITE).toSeconds());
    return share.compareTo(TO_END) < 0 ? share : TO_END;
  }

  private static Duration until(long nanos) {
    return Duration.ofNanos(Math.max(0, nanos - System.nanoTime()));
  }
}
