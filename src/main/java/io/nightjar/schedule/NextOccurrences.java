package io.nightjar.schedule;

import java.time.LocalDateTime;
import java.time.zone.ZoneRules;

/**
 * Iterates over the occurrences of a pattern in a zone, from one period of constant offset to the next.
 *
 * <p>An occurrence of a fixed pattern is the first instant at which the wall clock has reached a matching time (Debian
 * cron's rule): in a gap that is the end of the gap, in a repeated hour the first pass. Any other pattern occurs
 * whenever the wall clock matches.
 */
final class NextOccurrences {

  static final long NONE = Long.MIN_VALUE;

  private final CronPattern pattern;
  private final ZoneRules rules;
  private OffsetPeriod period;
  private long from;

  NextOccurrences(CronPattern pattern, ZoneRules rules, long fromSecond) {
    this.pattern = pattern;
    this.rules = rules;
    this.from = fromSecond;
    this.period = OffsetPeriod.at(fromSecond, rules);
  }

  /** The next occurrence before the given second, or {@link #NONE}. */
  long next(long beforeSecond) {
    while (from < beforeSecond) {
      long candidate = nextInPeriod();
      if (candidate == NONE) {
        from = beforeSecond;
      } else if (candidate >= period.endSecond()) {
        enterNextPeriod(period.endSecond());
      } else if (candidate >= beforeSecond) {
        from = beforeSecond;
      } else {
        from = candidate + 1;
        return candidate;
      }
    }
    return NONE;
  }

  private long nextInPeriod() {
    if (pattern.fixed() && period.startsAt(from) && period.startsWithMissed(pattern)) {
      return from;
    }
    LocalDateTime wall = period.wallAt(from);
    LocalDateTime firstNew = pattern.fixed() ? period.firstNewWallTime() : null;
    if (firstNew != null && firstNew.isAfter(wall)) {
      wall = firstNew;
    }
    LocalDateTime match = pattern.atOrAfter(wall);
    return match == null ? NONE : period.secondAt(match);
  }

  private void enterNextPeriod(long firstSecond) {
    from = firstSecond;
    period = OffsetPeriod.at(firstSecond, rules);
  }
}
