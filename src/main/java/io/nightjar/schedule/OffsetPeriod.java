package io.nightjar.schedule;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import org.jspecify.annotations.Nullable;

/** The time between two transitions of a zone, in which its offset is constant. Seconds are epoch seconds. */
record OffsetPeriod(
    ZoneOffset offset,
    @Nullable ZoneOffsetTransition start,
    @Nullable ZoneOffsetTransition end) {

  static OffsetPeriod at(long second, ZoneRules rules) {
    Instant instant = Instant.ofEpochSecond(second);
    return new OffsetPeriod(
        rules.getOffset(instant),
        rules.previousTransition(instant.plusSeconds(1)),
        rules.nextTransition(instant));
  }

  LocalDateTime wallAt(long second) {
    return LocalDateTime.ofEpochSecond(second, 0, offset);
  }

  long secondAt(LocalDateTime wall) {
    return wall.toEpochSecond(offset);
  }

  boolean startsAt(long second) {
    return start != null && start.toEpochSecond() == second;
  }

  /** The first second after this period. */
  long endSecond() {
    return end == null ? Long.MAX_VALUE : end.toEpochSecond();
  }

  /** The wall time at the start of this period, null if the period has no start. */
  @Nullable
  LocalDateTime firstWallTime() {
    return start == null ? null : start.getDateTimeAfter();
  }

  /**
   * The first wall time of this period that the clock has not shown before: earlier ones belong to a repeated hour.
   * Null if the period has no start.
   */
  @Nullable
  LocalDateTime firstNewWallTime() {
    if (start == null) {
      return null;
    }
    return start.isOverlap() ? start.getDateTimeBefore() : start.getDateTimeAfter();
  }

  /** Whether the clock jumped forward over a match of the pattern at the start of this period. */
  boolean startsWithMissed(CronPattern pattern) {
    return start != null
        && start.isGap()
        && pattern.matchesBetween(start.getDateTimeBefore(), start.getDateTimeAfter());
  }
}
