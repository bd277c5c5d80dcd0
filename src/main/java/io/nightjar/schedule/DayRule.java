package io.nightjar.schedule;

import java.time.LocalDate;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;

/**
 * The dates that a pattern matches: days of the month and days of the week, combined by "or" if {@code either}, else by
 * "and".
 */
record DayRule(ValueSet months, DaySet ofMonth, DaySet ofWeek, boolean either) {

  /** The number of months after which the Gregorian calendar repeats itself, including the days of the week. */
  private static final int CYCLE = 400 * 12;

  @Nullable
  LocalDate atOrAfter(LocalDate date) {
    YearMonth month = YearMonth.from(date);
    int from = date.getDayOfMonth();
    for (int searched = 0; searched <= CYCLE; searched++) {
      int found = in(month).ceiling(from);
      if (found != ValueSet.NONE) {
        return month.atDay(found);
      }
      month = month.plusMonths(1);
      from = 1;
    }
    return null;
  }

  @Nullable
  LocalDate atOrBefore(LocalDate date) {
    YearMonth month = YearMonth.from(date);
    int to = date.getDayOfMonth();
    for (int searched = 0; searched <= CYCLE; searched++) {
      int found = in(month).floor(to);
      if (found != ValueSet.NONE) {
        return month.atDay(found);
      }
      month = month.minusMonths(1);
      to = 31;
    }
    return null;
  }

  boolean matches(LocalDate date) {
    return in(YearMonth.from(date)).contains(date.getDayOfMonth());
  }

  private ValueSet in(YearMonth month) {
    if (!months.contains(month.getMonthValue())) {
      return ValueSet.EMPTY;
    }
    ValueSet byDate = ofMonth.in(month);
    ValueSet byWeekday = ofWeek.in(month);
    return either ? byDate.or(byWeekday) : byDate.and(byWeekday);
  }
}
