package io.nightjar.watchdog.check;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Since when a check was made without a gap: one that failed, or that a suspended process did not make, leaves one.
 */
final class ObservationWindow {

  private final Duration gap;
  private @Nullable Instant last;
  private Instant since = Instant.MAX;

  ObservationWindow(Duration gap) {
    this.gap = gap;
  }

  /** The check has succeeded. */
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
