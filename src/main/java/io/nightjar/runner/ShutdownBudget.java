package io.nightjar.runner;

import java.time.Duration;

/**
 * The stop of this process: whether it has begun, and how its one budget of time is shared. First the runs are waited for;
 * in the last part those that have not ended by themselves are ended, each in good time to have its result written.
 */
final class ShutdownBudget {

  /** How long a body may take to end when it is told to, and how long its processes then may take to be gone. */
  private static final Duration TO_END = Duration.ofSeconds(6);

  private static final Duration TO_WRITE = Duration.ofSeconds(1);
  private static final Duration SHORTEST = Duration.ofSeconds(1);

  private volatile boolean begun;
  private volatile long abandonAt;
  private volatile long endAt;

  /** Also of a budget of nothing a second is taken: what is told to end cannot be seen gone at once. */
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

  /** How long a body that must not go on may take to end. */
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
