package io.nightjar.schedule;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import org.jspecify.annotations.Nullable;

/** The time between two transitions of a zone, in which its wall clock runs evenly. Seconds are those of the epoch. */
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

  /** The first second after this stretch. */
  long endSecond() {
    return end == null ? Long.MAX_VALUE : end.toEpochSecond();
  }

  /** What the wall clock shows at the start of this stretch, or null if it has none. */
  @Nullable
  LocalDateTime firstWallTime() {
    return start == null ? null : start.getDateTimeAfter();
  }

  /**
   * The first wall time of this stretch that the wall clock had not shown before; earlier ones of this stretch are the
   * second pass of a repeated hour. Null if the stretch has no start.
   */
  @Nullable
  LocalDateTime firstNewWallTime() {
    if (start == null) {
      return null;
    }
    return start.isOverlap() ? start.getDateTimeBefore() : start.getDateTimeAfter();
  }

  /** Whether the wall clock jumped forward at the start of this stretch over a match of the pattern. */
  boolean startsWithMissed(CronPattern pattern) {
    return start != null
        && start.isGap()
        && pattern.matchesBetween(start.getDateTimeBefore(), start.getDateTimeAfter());
  }
}
