package io.nightjar.schedule;

import static java.util.regex.Pattern.CASE_INSENSITIVE;

import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parses the two day fields, with {@code ?}, {@code L}, {@code W} and {@code #}, in upper or lower case. */
final class DayParser {

  private static final Pattern BEFORE_LAST = Pattern.compile("L-([0-9]{1,2})", CASE_INSENSITIVE);
  private static final Pattern NEAREST = Pattern.compile("([0-9]+)W", CASE_INSENSITIVE);
  private static final Pattern LAST_WEEKDAY =
      Pattern.compile("([A-Z]{3}|[0-9]+)L", CASE_INSENSITIVE);
  private static final Pattern NTH_WEEKDAY =
      Pattern.compile("([A-Z]{3}|[0-9]+)#(.*)", CASE_INSENSITIVE);

  private final FieldParser dates;
  private final FieldParser weekdays;

  DayParser(CronDialect dialect) {
    dates = new FieldParser(CronField.DAY_OF_MONTH, dialect);
    weekdays = new FieldParser(CronField.DAY_OF_WEEK, dialect);
  }

  DaySet ofMonth(String text) {
    return list(text, this::ofMonthItem, plain -> new DaySet.Dates(dates.parse(plain)));
  }

  DaySet ofWeek(String text) {
    return list(text, this::ofWeekItem, plain -> new DaySet.Weekdays(weekdays.parse(plain)));
  }

  /** Plain items are joined into one set, so that they can be described together. */
  private static DaySet list(
      String text, Function<String, List<DaySet>> special, Function<String, DaySet> plain) {
    if (text.equals("?")) {
      return plain.apply("*");
    }
    List<DaySet> parts = new ArrayList<>();
    List<String> rest = new ArrayList<>();
    for (String item : text.split(",", -1)) {
      List<DaySet> found = special.apply(item);
      parts.addAll(found);
      if (found.isEmpty()) {
        rest.add(item);
      }
    }
    if (!rest.isEmpty()) {
      parts.add(0, plain.apply(String.join(",", rest)));
    }
    return parts.size() == 1 ? parts.get(0) : new DaySet.AnyOf(parts);
  }

  private List<DaySet> ofMonthItem(String item) {
    if (item.equalsIgnoreCase("L")) {
      return List.of(new DaySet.BeforeLast(0));
    }
    if (item.equalsIgnoreCase("LW")) {
      return List.of(new DaySet.LastWorkingDay());
    }
    Matcher nearest = NEAREST.matcher(item);
    if (nearest.matches()) {
      return List.of(new DaySet.NearestWorkingDay(dates.value(nearest.group(1))));
    }
    Matcher beforeLast = BEFORE_LAST.matcher(item);
    if (!beforeLast.matches()) {
      return List.of();
    }
    int days = Integer.parseInt(beforeLast.group(1));
    if (days < 1 || days > 30) {
      throw new InvalidScheduleException(
          "day of the month \"" + item + "\" is out of range", "write L-1 to L-30");
    }
    return List.of(new DaySet.BeforeLast(days));
  }

  private List<DaySet> ofWeekItem(String item) {
    if (item.equalsIgnoreCase("L")) {
      throw new InvalidScheduleException(
          "day of the week \"L\" does not say which day",
          "write SAT for every Saturday, SATL for the last Saturday of the month");
    }
    Matcher last = LAST_WEEKDAY.matcher(item);
    if (last.matches()) {
      return List.of(new DaySet.LastWeekday(day(last.group(1))));
    }
    Matcher nth = NTH_WEEKDAY.matcher(item);
    if (!nth.matches()) {
      return List.of();
    }
    if (!nth.group(2).matches("[1-5]")) {
      throw new InvalidScheduleException(
          "day of the week \"" + item + "\" is out of range",
          "write MON#1 to MON#5, or MONL for the last Monday");
    }
    return List.of(new DaySet.NthWeekday(day(nth.group(1)), Integer.parseInt(nth.group(2))));
  }

  private DayOfWeek day(String text) {
    int value = weekdays.value(text);
    return value == 0 ? DayOfWeek.SUNDAY : DayOfWeek.of(value);
  }
}
