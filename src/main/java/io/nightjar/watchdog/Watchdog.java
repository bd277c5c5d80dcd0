package io.nightjar.watchdog;

import io.nightjar.ledger.Instances;
import io.nightjar.ledger.ThisInstance;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/** One pass over everything that is due. */
@Component
class Watchdog {

  private final List<Duty> duties;
  private final Judging judging;
  private final BlindTime blindTime;
  private final Instances instances;
  private final ThisInstance self;
  private boolean begun;

  Watchdog(
      List<Duty> duties,
      Judging judging,
      BlindTime blindTime,
      Instances instances,
      ThisInstance self) {
    this.duties = List.copyOf(duties);
    this.judging = judging;
    this.blindTime = blindTime;
    this.instances = instances;
    this.self = self;
  }

  /**
   * Does one portion of what is due. True when there may be more. A duty that fails keeps no other from being done; the
   * pass has then failed all the same.
   */
  boolean step(Instant now) {
    if (!begun) {
      instances.lastWatched(self.id()).ifPresent(until -> blindTime.startsAfter(until, now));
      begun = true;
    }
    blindTime.pass(now);
    boolean more = false;
    FailedDutyException failure = null;
    for (Duty duty : duties) {
      try {
        more |= duty.step(now);
      } catch (Throwable e) {
        // An error as well: what one duty lacks a class for must not keep the others from being
        // done.
        failure = FailedDutyException.and(failure, duty, e);
      }
    }
    if (failure != null) {
      throw failure;
    }
    return more;
  }

  /** How long nothing is due, at most one second: heartbeats of other instances ring no bell here. */
  Duration idle(Instant now) {
    Duration atMost = Duration.ofSeconds(1);
    return judging
        .nextCheck()
        .map(next -> Duration.between(now, next))
        .filter(until -> until.compareTo(atMost) < 0)
        .orElse(atMost);
  }
}
