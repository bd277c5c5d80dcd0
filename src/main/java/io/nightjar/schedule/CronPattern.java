package io.nightjar.schedule;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import org.jspecify.annotations.Nullable;

/**
 * The wall-clock times that a cron expression matches, in any zone.
 *
 * @param fixed whether neither minute nor hour starts with {@code *}: such a pattern runs once on each day it matches
 */
record CronPattern(TimesOfDay times, DayRule days, boolean fixed) {

  /** The first match at or after the given wall time, in whole seconds; null if there never is one. */
  @Nullable
  LocalDateTime atOrAfter(LocalDateTime wall) {
    LocalDate date = wall.toLocalDate();
    if (days.matches(date)) {
      int time = times.atOrAfter(wall.toLocalTime().toSecondOfDay());
      if (time != TimesOfDay.NONE) {
        return at(date, time);
      }
    }
    LocalDate later = days.atOrAfter(date.plusDays(1));
    return later == null ? null : at(later, times.first());
  }

  /** The last match at or before the given wall time; null if there never was one. */
  @Nullable
  LocalDateTime atOrBefore(LocalDateTime wall) {
    LocalDate date = wall.toLocalDate();
    if (days.matches(date)) {
      int time = times.atOrBefore(wall.toLocalTime().toSecondOfDay());
      if (time != TimesOfDay.NONE) {
        return at(date, time);
      }
    }
    LocalDate earlier = days.atOrBefore(date.minusDays(1));
    return earlier == null ? null : at(earlier, times.last());
  }

  /** Whether there is a match from one wall time, inclusive, to another, exclusive. */
  boolean matchesBetween(LocalDateTime from, LocalDateTime to) {
    LocalDateTime match = atOrAfter(from);
    return match != null && match.isBefore(to);
  }

  private static LocalDateTime at(LocalDate date, int secondOfDay) {
    return date.atTime(LocalTime.ofSecondOfDay(secondOfDay));
  }
}
