package io.nightjar.schedule;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Parses a cron expression of any dialect, or rejects it with a remedy. */
final class CronParser {

  private static final Map<String, String> NICKNAMES = Map.of(
      "@yearly", "0 0 1 1 *",
      "@annually", "0 0 1 1 *",
      "@monthly", "0 0 1 * *",
      "@weekly", "0 0 * * 0",
      "@daily", "0 0 * * *",
      "@midnight", "0 0 * * *",
      "@hourly", "0 * * * *");

  /** The length of the column in the scheduler's tables. */
  private static final int LONGEST = 512;

  private CronParser() {}

  static CronPattern parse(String expression) {
    try {
      return read(expression.strip());
    } catch (InvalidScheduleException e) {
      throw new InvalidScheduleException("\"" + expression + "\": " + e.problem(), e.remedy());
    }
  }

  private static CronPattern read(String text) {
    if (text.isEmpty()) {
      throw new InvalidScheduleException(
          "the schedule is blank", "write one, for example \"0 5 0 * * *\" or \"@daily\"");
    }
    refuseForeignCharacters(text);
    if (text.length() > LONGEST) {
      throw new InvalidScheduleException(
          "it is " + text.length() + " characters long, more than the " + LONGEST
              + " that are stored",
          "write its lists as ranges or steps, or divide it among several jobs");
    }
    List<String> fields = List.of((text.startsWith("@") ? nickname(text) : text).split("\\s+"));
    return switch (fields.size()) {
      case 5 -> pattern(CronDialect.CRONTAB, "0", fields);
      case 6 -> pattern(CronDialect.SPRING, fields.get(0), fields.subList(1, 6));
      case 7 -> {
        refuseYear(fields.get(6));
        yield pattern(CronDialect.QUARTZ, fields.get(0), fields.subList(1, 6));
      }
      default ->
        throw new InvalidScheduleException(
            "it has " + fields.size() + (fields.size() == 1 ? " field" : " fields"),
            "write five fields as in crontab (minute hour day month weekday) or six as in Spring"
                + " (second minute hour day month weekday)");
    };
  }

  private static CronPattern pattern(CronDialect dialect, String second, List<String> fields) {
    String minute = fields.get(0);
    String hour = fields.get(1);
    TimesOfDay times = new TimesOfDay(
        new FieldParser(CronField.HOUR, dialect).parse(hour),
        new FieldParser(CronField.MINUTE, dialect).parse(minute),
        new FieldParser(CronField.SECOND, dialect).parse(second));
    boolean fixed = !minute.startsWith("*") && !hour.startsWith("*");
    return new CronPattern(times, days(dialect, fields), fixed);
  }

  /**
   * In crontab two restricted day fields mean either of them, where a field that starts with {@code *} is not
   * restricted; in Spring they mean both.
   */
  private static DayRule days(CronDialect dialect, List<String> fields) {
    String ofMonth = fields.get(2);
    String ofWeek = fields.get(4);
    DayParser parser = new DayParser(dialect);
    boolean either =
        dialect == CronDialect.CRONTAB && isRestricted(ofMonth) && isRestricted(ofWeek);
    return new DayRule(
        new FieldParser(CronField.MONTH, dialect).parse(fields.get(3)),
        parser.ofMonth(ofMonth),
        parser.ofWeek(ofWeek),
        either);
  }

  private static boolean isRestricted(String field) {
    return !field.startsWith("*") && !field.equals("?");
  }

  private static String nickname(String text) {
    String fields = NICKNAMES.get(text.toLowerCase(Locale.ROOT));
    if (fields != null) {
      return fields;
    }
    if (text.equalsIgnoreCase("@reboot")) {
      throw new InvalidScheduleException(
          "@reboot has no time at which a run can be expected",
          "write when the job must run, for example @daily; start it from the init system if it must run after each boot");
    }
    throw new InvalidScheduleException(
        "there is no nickname " + text,
        "write @yearly, @annually, @monthly, @weekly, @daily, @midnight, @hourly, or cron fields");
  }

  private static void refuseYear(String year) {
    if (!year.equals("*")) {
      throw new InvalidScheduleException(
          "the year \"" + year + "\" would end the schedule without a message",
          "write * for the year or leave it out, and remove the job when it is no longer wanted");
    }
  }

  /** Such as non-breaking spaces in an expression that was copied from a web page. */
  private static void refuseForeignCharacters(String text) {
    text.codePoints().filter(c -> (c < ' ' || c > '~') && c != '\t').findFirst().ifPresent(c -> {
      throw new InvalidScheduleException(
          String.format("it contains the character U+%04X", c),
          "type the expression with plain letters, digits and spaces");
    });
  }
}
