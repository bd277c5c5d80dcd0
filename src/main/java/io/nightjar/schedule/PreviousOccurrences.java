package io.nightjar.schedule;

import java.time.LocalDateTime;
import java.time.zone.ZoneRules;

/** Finds the latest occurrence of a pattern in a zone; the same occurrences as {@link NextOccurrences}, backwards. */
final class PreviousOccurrences {

  static final long NONE = Long.MIN_VALUE;

  private final CronPattern pattern;
  private final ZoneRules rules;

  PreviousOccurrences(CronPattern pattern, ZoneRules rules) {
    this.pattern = pattern;
    this.rules = rules;
  }

  /** The latest occurrence at or before a second and not before another, or {@link #NONE}. */
  long latest(long atSecond, long notBeforeSecond) {
    long to = atSecond;
    while (to >= notBeforeSecond) {
      OffsetPeriod period = OffsetPeriod.at(to, rules);
      long candidate = latestInPeriod(period, to);
      if (candidate != NONE) {
        return candidate >= notBeforeSecond ? candidate : NONE;
      }
      if (period.start() == null) {
        return NONE;
      }
      to = period.start().toEpochSecond() - 1;
    }
    return NONE;
  }

  private long latestInPeriod(OffsetPeriod period, long to) {
    LocalDateTime match = pattern.atOrBefore(period.wallAt(to));
    LocalDateTime first = pattern.fixed() ? period.firstNewWallTime() : period.firstWallTime();
    if (match != null && (first == null || !match.isBefore(first))) {
      return period.secondAt(match);
    }
    if (pattern.fixed() && period.start() != null && period.startsWithMissed(pattern)) {
      return period.start().toEpochSecond();
    }
    return NONE;
  }
}
