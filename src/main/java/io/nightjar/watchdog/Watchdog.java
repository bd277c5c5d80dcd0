package io.nightjar.watchdog;

import io.nightjar.platform.loop.ClockCorrection;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** One pass over everything that is due. */
@Component
public class Watchdog {

  private final List<WatchdogTask> duties;
  private final ClockCorrection clocks;

  Watchdog(List<WatchdogTask> duties, ClockCorrection clocks) {
    this.duties = List.copyOf(duties);
    this.clocks = clocks;
  }

  /**
   * Does one portion of what is due on the given lanes. True when there may be more. A duty that fails keeps no other from being done; the
   * pass has then failed all the same.
   *
   * @param own the present by the own clock, which may be wrong
   */
  public boolean step(Set<WatchdogLane> lanes, Instant own) {
    Instant now = clocks.correct(own);
    boolean more = false;
    FailedTaskException failure = null;
    for (WatchdogTask duty : duties) {
      if (!lanes.contains(duty.lane())) {
        continue;
      }
      try {
        more |= duty.step(now);
      } catch (Throwable e) {
        // An error as well: what one duty lacks a class for must not keep the others from being
        // done.
        failure = FailedTaskException.and(failure, duty, e);
      }
    }
    if (failure != null) {
      throw failure;
    }
    return more;
  }

  /** How long nothing is due, at most one second: a heartbeat of another instance does not wake this one. */
  Duration idle(Instant own) {
    Instant now = clocks.correct(own);
    Duration atMost = Duration.ofSeconds(1);
    return duties.stream()
        .flatMap(duty -> duty.nextDue().stream())
        .map(next -> Duration.between(now, next))
        .filter(until -> until.compareTo(atMost) < 0)
        .min(Comparator.naturalOrder())
        .orElse(atMost);
  }
}
