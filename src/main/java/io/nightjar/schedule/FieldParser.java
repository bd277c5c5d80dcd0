package io.nightjar.schedule;

import java.util.Locale;
import java.util.regex.Pattern;

/** Parses the numbers, names, lists, ranges and steps of one field, in upper or lower case. */
final class FieldParser {

  private static final Pattern NUMBER = Pattern.compile("[0-9]+");

  private final CronField field;
  private final CronDialect dialect;

  FieldParser(CronField field, CronDialect dialect) {
    this.field = field;
    this.dialect = dialect;
  }

  /** Reads a whole field. */
  ValueSet parse(String text) {
    ValueSet values = ValueSet.EMPTY;
    for (String item : text.split(",", -1)) {
      values = values.or(item(item));
    }
    return values;
  }

  /** Reads one item of a list. */
  ValueSet item(String text) {
    int slash = text.indexOf('/');
    String span = slash < 0 ? text : text.substring(0, slash);
    int step = slash < 0 ? 1 : step(text, text.substring(slash + 1));
    if (span.equals("*")) {
      refuseAmbiguousWeekdayStep(text, step);
      return stepped(field.min(), field.max(), step);
    }
    int dash = span.indexOf('-');
    if (dash > 0) {
      return range(text, span.substring(0, dash), span.substring(dash + 1), step);
    }
    int start = value(span);
    if (slash < 0) {
      return ValueSet.of(field.wrap(start));
    }
    if (field == CronField.DAY_OF_WEEK) {
      throw new InvalidScheduleException(
          named(text) + " has a step but no end",
          "write a range such as MON-SUN/2, or name the days: MON,WED,FRI");
    }
    return stepped(start, field.max(), step);
  }

  /** Reads a single number or name. */
  int value(String text) {
    if (isName(text)) {
      return field.names().indexOf(upper(text)) + field.min();
    }
    if (!NUMBER.matcher(text).matches()) {
      throw new InvalidScheduleException(
          named(text) + " is not understood", "write " + field.choices());
    }
    int value = number(text);
    if (field == CronField.DAY_OF_WEEK && dialect != CronDialect.CRONTAB) {
      throw weekdayNumber(text, value);
    }
    if (value < field.min() || value > field.max()) {
      throw new InvalidScheduleException(
          named(text) + " is out of range", "write " + field.choices());
    }
    return value;
  }

  private ValueSet range(String text, String from, String to, int step) {
    int start = value(from);
    int end = value(to);
    if (end < start) {
      if (!(isName(from) && isName(to)) && dialect != CronDialect.QUARTZ) {
        throw new InvalidScheduleException(
            named(text) + " runs backwards", "write it as two ranges: " + twoRanges(from, to));
      }
      end += field.size();
    }
    return stepped(start, end, step);
  }

  private ValueSet stepped(int start, int end, int step) {
    ValueSet values = ValueSet.EMPTY;
    for (int value = start; value <= end; value += step) {
      values = values.or(ValueSet.of(field.wrap(value)));
    }
    return values;
  }

  private int step(String item, String text) {
    int step = NUMBER.matcher(text).matches() ? number(text) : 0;
    if (step < 1 || step > field.size()) {
      throw new InvalidScheduleException(
          named(item) + " has the step \"" + text + "\"",
          "write a step from 1 to " + field.size() + "; a longer interval needs a list of values");
    }
    return step;
  }

  /** Spring counts the steps from Monday, Quartz from Sunday. */
  private void refuseAmbiguousWeekdayStep(String item, int step) {
    if (field == CronField.DAY_OF_WEEK && step > 1 && dialect != CronDialect.CRONTAB) {
      throw new InvalidScheduleException(
          named(item) + " means different days to Spring and to Quartz",
          "name the days: MON,WED,FRI");
    }
  }

  private InvalidScheduleException weekdayNumber(String text, int value) {
    String remedy = "write the name of the day: SUN, MON, TUE, WED, THU, FRI or SAT";
    if (value >= 1 && value <= 7) {
      String spring = field.names().get(value % 7);
      String quartz = field.names().get(value - 1);
      remedy = "write " + spring + " if you count as Spring does, " + quartz + " if as Quartz does";
    }
    return new InvalidScheduleException(
        named(text) + " is a number, and Spring and Quartz number the days differently", remedy);
  }

  private String twoRanges(String from, String to) {
    String last = field == CronField.DAY_OF_WEEK ? "6" : String.valueOf(field.max());
    return from + "-" + last + "," + field.min() + "-" + to;
  }

  private boolean isName(String text) {
    return field.names().contains(upper(text));
  }

  private static String upper(String text) {
    return text.toUpperCase(Locale.ROOT);
  }

  private String named(String text) {
    return field.label() + " \"" + text + "\"";
  }

  /** Numbers that are too long for an int are out of every range. */
  private static int number(String digits) {
    return digits.length() > 9 ? Integer.MAX_VALUE : Integer.parseInt(digits);
  }
}
