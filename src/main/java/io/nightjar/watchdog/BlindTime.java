package io.nightjar.watchdog;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Knows when nobody watched: from the last pass, or the last pulse of an earlier instance, to the pass that noticed.
 * After a gap, findings are put off once, so that evidence which was held up as well is read first.
 */
@Component
class BlindTime {

  private static final Duration GAP = Duration.ofMinutes(1);
  private static final Duration SETTLE = Duration.ofSeconds(5);

  /** A time in which nobody watched. */
  record Blind(Instant from, Instant to) {}

  private @Nullable Instant lastPass;
  private @Nullable Blind blind;
  private @Nullable Instant settledAt;

  /** Nobody has watched since the given instant: an earlier instance's last sign of life. */
  void startsAfter(Instant watchedUntil, Instant now) {
    notice(watchedUntil, now);
  }

  /** One pass begins. A gap since the last one means that this process was suspended or that the clock has jumped. */
  void pass(Instant now) {
    if (lastPass != null && notice(lastPass, now)) {
      settledAt = now.plus(SETTLE);
    }
    lastPass = now;
  }

  private boolean notice(Instant from, Instant now) {
    boolean gap = Duration.between(from, now).compareTo(GAP) > 0;
    if (gap) {
      blind = new Blind(from, now);
    }
    return gap;
  }

  /** Until when findings are put off; empty when they are not. */
  Optional<Instant> puttingOffUntil(Instant now) {
    return Optional.ofNullable(settledAt).filter(now::isBefore);
  }

  /** The blind time that holds the instant, if any. */
  Optional<Blind> around(Instant instant) {
    return Optional.ofNullable(blind)
        .filter(time -> !instant.isBefore(time.from()) && !instant.isAfter(time.to()));
  }
}
