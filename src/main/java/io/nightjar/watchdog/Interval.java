package io.nightjar.watchdog;

import java.time.Duration;
import java.time.Instant;

/** Lets a duty look only so often. A clock that is set back does not make it wait until the old time comes again. */
public final class Interval {

  private final Duration every;
  private Instant next = Instant.MIN;

  public Interval(Duration every) {
    this.every = every;
  }

  /** Whether a look is due; then the next one is due a beat later. */
  public boolean beats(Instant now) {
    if (now.isBefore(next) && !now.isBefore(next.minus(every))) {
      return false;
    }
    next = now.plus(every);
    return true;
  }
}
