package io.nightjar.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** Debian cron's rule as its own loop has it: tick by tick, looking at the wall clock, remembering how far it ever got. */
final class WallClockOracle {

  private final RandomCron cron;
  private final ZoneId zone;
  private final Duration tick;

  WallClockOracle(RandomCron cron, ZoneId zone, Duration tick) {
    this.cron = cron;
    this.zone = zone;
    this.tick = tick;
  }

  List<Instant> occurrences(Instant from, Instant to) {
    List<Instant> occurrences = new ArrayList<>();
    LocalDateTime reached = LocalDateTime.ofInstant(from.minus(tick), zone);
    for (Instant now = from; now.isBefore(to); now = now.plus(tick)) {
      LocalDateTime wall = LocalDateTime.ofInstant(now, zone);
      boolean runs;
      if (cron.fixed()) {
        runs = false;
        while (reached.isBefore(wall)) {
          reached = reached.plus(tick);
          runs |= cron.matches().test(reached);
        }
      } else {
        runs = cron.matches().test(wall);
      }
      if (runs) {
        occurrences.add(now);
      }
    }
    return occurrences;
  }
}
