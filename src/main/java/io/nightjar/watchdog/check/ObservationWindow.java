package io.nightjar.watchdog.check;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When somebody looks, and since when without a gap: a look that failed, or that a suspended process did not make, leaves
 * one.
 */
final class ObservationWindow {

  private final Duration every;
  private final Duration gap;
  private @Nullable Instant last;
  private Instant since = Instant.MAX;

  ObservationWindow(Duration every, Duration gap) {
    this.every = every;
    this.gap = gap;
  }

  boolean isDue(Instant now) {
    return last == null || !now.isBefore(last.plus(every)) || now.isBefore(last);
  }

  /** A look has succeeded. */
  void done(Instant now) {
    if (last == null || now.isBefore(last) || now.isAfter(last.plus(gap))) {
      since = now;
    }
    last = now;
  }

  /** Since when nothing was missed, as of this instant; {@link Instant#MAX}: nothing was seen yet. */
  Instant since(Instant now) {
    return last == null || now.isAfter(last.plus(gap)) ? Instant.MAX : since;
  }

  /** Whether nothing was missed for so long. */
  boolean lastFor(Duration length, Instant now) {
    Instant from = since(now);
    return from.isBefore(now) && !from.plus(length).isAfter(now);
  }
}
