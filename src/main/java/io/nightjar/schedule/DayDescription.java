package io.nightjar.schedule;

import java.time.DayOfWeek;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;

/** The days of a pattern in words, such as "on Monday to Friday". */
final class DayDescription {

  private static final List<String> NTH = List.of("first", "second", "third", "fourth", "fifth");

  private final DayRule days;

  DayDescription(DayRule days) {
    this.days = days;
  }

  String text() {
    boolean anyDate = isEvery(days.ofMonth());
    boolean anyWeekday = isEvery(days.ofWeek());
    if (days.either() ? anyDate || anyWeekday : anyDate && anyWeekday) {
      return "every day" + inMonths();
    }
    if (anyDate) {
      return "on " + weekdays() + (namesPlainWeekdays() ? inMonths() : "");
    }
    if (anyWeekday) {
      return "on " + dates();
    }
    return days.either()
        ? "on " + dates() + " and also on " + weekdays() + (namesPlainWeekdays() ? inMonths() : "")
        : "on " + dates() + " if it is " + weekdays();
  }

  boolean isEveryDay() {
    return text().equals("every day");
  }

  private String dates() {
    if (days.ofMonth() instanceof DaySet.Dates dates
        && dates.dates().size() == 1
        && days.months().size() == 1) {
      return dates.dates().first() + " " + month(days.months().first());
    }
    return each(days.ofMonth()) + ofMonths();
  }

  private String weekdays() {
    return each(days.ofWeek()) + (namesPlainWeekdays() ? "" : ofMonths());
  }

  /** False for days such as the second Monday, which need "of the month". */
  private boolean namesPlainWeekdays() {
    return days.ofWeek() instanceof DaySet.Weekdays;
  }

  private String inMonths() {
    return everyMonth() ? "" : " in " + months();
  }

  private String ofMonths() {
    return " of " + (everyMonth() ? "the month" : months());
  }

  private boolean everyMonth() {
    return days.months().size() == 12;
  }

  private String months() {
    return EnglishList.ranges(days.months(), DayDescription::month);
  }

  private static boolean isEvery(DaySet days) {
    return (days instanceof DaySet.Dates dates && dates.dates().size() == 31)
        || (days instanceof DaySet.Weekdays weekdays && weekdays.weekdays().size() == 7);
  }

  private static String each(DaySet days) {
    if (days instanceof DaySet.AnyOf list) {
      return EnglishList.list(list.parts().stream().map(DayDescription::each).toList());
    }
    if (days instanceof DaySet.Dates dates) {
      return "the " + EnglishList.ranges(dates.dates(), EnglishList::ordinal);
    }
    if (days instanceof DaySet.Weekdays weekdays) {
      return weekdays(weekdays.weekdays());
    }
    if (days instanceof DaySet.BeforeLast last) {
      return last.days() == 0
          ? "the last day"
          : "the " + EnglishList.ordinal(last.days()) + " day before the last day";
    }
    if (days instanceof DaySet.NearestWorkingDay nearest) {
      return "the weekday (Monday to Friday) nearest the " + EnglishList.ordinal(nearest.date());
    }
    if (days instanceof DaySet.NthWeekday nth) {
      return "the " + NTH.get(nth.n() - 1) + " " + name(nth.day());
    }
    return days instanceof DaySet.LastWeekday last
        ? "the last " + name(last.day())
        : "the last weekday (Monday to Friday)";
  }

  /** Lists weekdays from Monday on. */
  private static String weekdays(ValueSet sundayFirst) {
    long bits = sundayFirst.bits() | (sundayFirst.bits() & 1) << 7;
    return EnglishList.ranges(
        new ValueSet(bits).and(ValueSet.range(1, 7)), day -> name(DayOfWeek.of(day)));
  }

  private static String name(DayOfWeek day) {
    return day.getDisplayName(TextStyle.FULL, Locale.ENGLISH);
  }

  private static String month(int month) {
    return Month.of(month).getDisplayName(TextStyle.FULL, Locale.ENGLISH);
  }
}
