package io.nightjar.watchdog;

import java.time.Duration;
import java.time.Instant;

/** How often something is done. A clock that is set back does not make it wait until the old time comes again. */
public final class Interval {

  private final Duration every;
  private Instant next = Instant.MIN;

  public Interval(Duration every) {
    this.every = every;
  }

  public boolean isDue(Instant now) {
    return !now.isBefore(next) || now.isBefore(next.minus(every));
  }

  /** It has been done. */
  public void done(Instant now) {
    next = now.plus(every);
  }

  /** Whether it is due; then it counts as done. */
  public boolean begin(Instant now) {
    boolean due = isDue(now);
    if (due) {
      done(now);
    }
    return due;
  }
}
