package io.nightjar.schedule;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.TemporalAdjusters;
import java.util.List;

/** Days of a month, in one of the forms of cron. */
sealed interface DaySet {

  /** The days of the given month, as a set of dates. */
  ValueSet in(YearMonth month);

  /** Days by their date. */
  record Dates(ValueSet dates) implements DaySet {
    @Override
    public ValueSet in(YearMonth month) {
      return dates.and(ValueSet.range(1, month.lengthOfMonth()));
    }
  }

  /** {@code L} and {@code L-n}: the day that is {@code days} before the last one. */
  record BeforeLast(int days) implements DaySet {
    @Override
    public ValueSet in(YearMonth month) {
      int date = month.lengthOfMonth() - days;
      return date < 1 ? ValueSet.EMPTY : ValueSet.of(date);
    }
  }

  /** {@code LW}: the last day from Monday to Friday. */
  record LastWorkingDay() implements DaySet {
    @Override
    public ValueSet in(YearMonth month) {
      return ValueSet.of(nearestWorkingDay(month.atEndOfMonth()));
    }
  }

  /** {@code nW}: the day from Monday to Friday nearest to a date, in the same month; none if the date does not exist. */
  record NearestWorkingDay(int date) implements DaySet {
    @Override
    public ValueSet in(YearMonth month) {
      return date > month.lengthOfMonth()
          ? ValueSet.EMPTY
          : ValueSet.of(nearestWorkingDay(month.atDay(date)));
    }
  }

  /** Every day that falls on one of these days of the week, Sunday being 0. */
  record Weekdays(ValueSet weekdays) implements DaySet {
    @Override
    public ValueSet in(YearMonth month) {
      int first = month.atDay(1).getDayOfWeek().getValue();
      long bits = 0;
      for (int date = 1; date <= month.lengthOfMonth(); date++) {
        if (weekdays.contains((first + date - 1) % 7)) {
          bits |= 1L << date;
        }
      }
      return new ValueSet(bits);
    }
  }

  /** {@code FRIL}: the last such day of the month. */
  record LastWeekday(DayOfWeek day) implements DaySet {
    @Override
    public ValueSet in(YearMonth month) {
      LocalDate last = month.atEndOfMonth().with(TemporalAdjusters.previousOrSame(day));
      return ValueSet.of(last.getDayOfMonth());
    }
  }

  /** {@code MON#2}: the second such day of the month. */
  record NthWeekday(DayOfWeek day, int n) implements DaySet {
    @Override
    public ValueSet in(YearMonth month) {
      LocalDate nth = month.atDay(1).with(TemporalAdjusters.dayOfWeekInMonth(n, day));
      return YearMonth.from(nth).equals(month) ? ValueSet.of(nth.getDayOfMonth()) : ValueSet.EMPTY;
    }
  }

  /** A list: the days of each of its parts. */
  record AnyOf(List<DaySet> parts) implements DaySet {
    public AnyOf {
      parts = List.copyOf(parts);
    }

    @Override
    public ValueSet in(YearMonth month) {
      return parts.stream().map(part -> part.in(month)).reduce(ValueSet.EMPTY, ValueSet::or);
    }
  }

  private static int nearestWorkingDay(LocalDate date) {
    int day = date.getDayOfMonth();
    return switch (date.getDayOfWeek()) {
      case SATURDAY -> day == 1 ? 3 : day - 1;
      case SUNDAY -> day == date.lengthOfMonth() ? day - 2 : day + 1;
      default -> day;
    };
  }
}
