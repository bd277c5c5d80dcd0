package io.nightjar.scheduler.quartz;

import io.nightjar.schedule.Schedule;
import java.text.ParseException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TimeZone;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.quartz.CronExpression;

/** Translates a schedule into Quartz's own cron syntax, where that can express it. */
final class QuartzCronTranslator {

  private static final List<String> DAYS = List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT");
  private static final List<String> MONTHS =
      List.of("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC");
  private static final Pattern MONTH = Pattern.compile("[A-Z]{3}");
  private static final Pattern NUMBER = Pattern.compile("(?<![#0-9])[0-9]+");

  private static final Map<String, String> NICKNAMES = Map.of(
      "@YEARLY", "0 0 0 1 1 ?",
      "@ANNUALLY", "0 0 0 1 1 ?",
      "@MONTHLY", "0 0 0 1 * ?",
      "@WEEKLY", "0 0 0 ? * SUN",
      "@DAILY", "0 0 0 * * ?",
      "@MIDNIGHT", "0 0 0 * * ?",
      "@HOURLY", "0 0 * * * ?");

  private QuartzCronTranslator() {}

  /** Empty when Quartz cannot express it: a day of the month together with a day of the week, and a few rare forms. */
  static Optional<CronExpression> of(Schedule schedule) {
    String written = schedule.expression().strip().toUpperCase(Locale.ROOT);
    return Optional.ofNullable(NICKNAMES.get(written))
        .or(() -> fields(List.of(written.split("\\s+"))))
        .flatMap(text -> parse(text, schedule));
  }

  private static Optional<CronExpression> parse(String text, Schedule schedule) {
    try {
      CronExpression expression = new CronExpression(text);
      expression.setTimeZone(TimeZone.getTimeZone(schedule.zone()));
      return Optional.of(expression);
    } catch (ParseException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> fields(List<String> fields) {
    boolean crontab = fields.size() == 5;
    if (fields.size() < 5) {
      return Optional.empty();
    }
    int minute = crontab ? 0 : 1;
    String second = crontab ? "0" : fields.get(0);
    String date = fields.get(minute + 2);
    String weekday = fields.get(minute + 4);
    if ((!isAny(date) && !isAny(weekday)) || isMisread(date, weekday)) {
      return Optional.empty();
    }
    return Optional.of(String.join(
        " ",
        second,
        fields.get(minute),
        fields.get(minute + 1),
        isAny(weekday) ? (isAny(date) ? "*" : date) : "?",
        months(fields.get(minute + 3)),
        isAny(weekday) ? "?" : crontab ? weekdays(weekday) : weekday));
  }

  /**
   * Forms that Quartz 2.5.2 accepts but computes wrongly: of several times on a nearest working day that was moved it
   * fires only the first, {@code LW} starts at the time of day of the query, steps through the week start on a Sunday,
   * and Sunday to Sunday is only a Sunday.
   */
  private static boolean isMisread(String date, String weekday) {
    return date.contains("W") || weekday.contains("/") || weekday.matches("0-7|SUN-SUN");
  }

  private static boolean isAny(String field) {
    return field.equals("*") || field.equals("?");
  }

  private static String months(String field) {
    return MONTH.matcher(field).replaceAll(name -> {
      int month = MONTHS.indexOf(name.group());
      return month < 0 ? name.group() : String.valueOf(month + 1);
    });
  }

  /** In crontab Sunday is 0 or 7, in Quartz it is 1: the names mean the same in both. */
  private static String weekdays(String field) {
    return NUMBER.matcher(field).replaceAll(QuartzCronTranslator::dayName);
  }

  private static String dayName(MatchResult number) {
    return DAYS.get(Integer.parseInt(number.group()) % 7);
  }
}
