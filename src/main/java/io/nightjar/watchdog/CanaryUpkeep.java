package io.nightjar.watchdog;

import io.nightjar.ledger.CanaryRows;
import java.time.Duration;
import java.time.Instant;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Keeps what the canary leaves for a day, and no longer. Also when there is no canary any more. */
@Component
@Order(Duty.CANARY_UPKEEP)
class CanaryUpkeep implements Duty {

  private static final Duration EVERY = Duration.ofHours(1);
  private static final Duration KEPT = Duration.ofDays(1);
  private static final int PORTION = 500;

  private final CanaryRows rows;
  private final Rhythm rhythm = new Rhythm(EVERY);
  private boolean more;

  CanaryUpkeep(CanaryRows rows) {
    this.rows = rows;
  }

  @Override
  public Lane lane() {
    return Lane.REPORT;
  }

  @Override
  public boolean step(Instant now) {
    if (more || rhythm.beats(now)) {
      more = rows.removeBefore(now.minus(KEPT), PORTION);
    }
    return more;
  }
}
