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
      OffsetPeriod stretch = OffsetPeriod.at(to, rules);
      long candidate = latestInStretch(stretch, to);
      if (candidate != NONE) {
        return candidate >= notBeforeSecond ? candidate : NONE;
      }
      if (stretch.start() == null) {
        return NONE;
      }
      to = stretch.start().toEpochSecond() - 1;
    }
    return NONE;
  }

  private long latestInStretch(OffsetPeriod stretch, long to) {
    LocalDateTime match = pattern.atOrBefore(stretch.wallAt(to));
    LocalDateTime first = pattern.fixed() ? stretch.firstNewWallTime() : stretch.firstWallTime();
    if (match != null && (first == null || !match.isBefore(first))) {
      return stretch.secondAt(match);
    }
    if (pattern.fixed() && stretch.start() != null && stretch.startsWithMissed(pattern)) {
      return stretch.start().toEpochSecond();
    }
    return NONE;
  }
}
