package io.nightjar.schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Times of day in words.
 *
 * @param text such as "at 00:05"
 * @param roundTheClock whether the text already covers the whole day, so that "every day" can be left out
 */
record TimeDescription(String text, boolean roundTheClock) {

  private static final int LONGEST_LIST = 6;
  private static final int MINUTE = 60;
  private static final int HOUR = 3600;
  private static final int DAY = 86_400;

  static TimeDescription of(TimesOfDay times) {
    if (times.count() <= LONGEST_LIST) {
      return new TimeDescription("at " + clockTimes(times), false);
    }
    int interval = interval(times);
    if (interval > 0) {
      return regular(times, interval);
    }
    ValueSet minutes = times.minutes();
    if (times.hours().size() == 24 && times.seconds().equals(ValueSet.of(0))) {
      String list = EnglishList.ranges(minutes, String::valueOf);
      return new TimeDescription("at " + list + " minutes past every hour", true);
    }
    return new TimeDescription(fieldByField(times), false);
  }

  private static TimeDescription regular(TimesOfDay times, int interval) {
    boolean wholeDay = times.count() * interval == DAY;
    if (wholeDay && times.first() == 0) {
      return new TimeDescription("every " + duration(interval), true);
    }
    if (wholeDay && interval == HOUR && times.first() % MINUTE == 0) {
      String past = EnglishList.count(times.first() / MINUTE, "minute");
      return new TimeDescription("at " + past + " past every hour", true);
    }
    boolean withSeconds = !times.seconds().equals(ValueSet.of(0));
    return new TimeDescription(
        "every %s from %s to %s"
            .formatted(
                duration(interval),
                clock(times.first(), withSeconds),
                clock(times.last(), withSeconds)),
        false);
  }

  /** The seconds between one time and the next if that is always the same, else 0. */
  private static int interval(TimesOfDay times) {
    int previous = times.first();
    int interval = times.after(previous) - previous;
    int time = times.after(previous);
    while (time != TimesOfDay.NONE) {
      if (time - previous != interval) {
        return 0;
      }
      previous = time;
      time = times.after(time);
    }
    return interval;
  }

  private static String clockTimes(TimesOfDay times) {
    boolean withSeconds = !times.seconds().equals(ValueSet.of(0));
    List<String> list = new ArrayList<>();
    for (int time = times.first(); time != TimesOfDay.NONE; time = times.after(time)) {
      list.add(clock(time, withSeconds));
    }
    return EnglishList.list(list);
  }

  private static String fieldByField(TimesOfDay times) {
    String minutes =
        field("minute", times.minutes(), 60) + " of " + field("hour", times.hours(), 24);
    return times.seconds().equals(ValueSet.of(0))
        ? "at " + minutes
        : "at " + field("second", times.seconds(), 60) + " of " + minutes;
  }

  private static String field(String unit, ValueSet values, int all) {
    if (values.size() == all) {
      return "every " + unit;
    }
    return unit + (values.size() == 1 ? " " : "s ") + EnglishList.ranges(values, String::valueOf);
  }

  private static String duration(int seconds) {
    if (seconds % HOUR == 0) {
      return every(seconds / HOUR, "hour");
    }
    return seconds % MINUTE == 0 ? every(seconds / MINUTE, "minute") : every(seconds, "second");
  }

  private static String every(int n, String unit) {
    return n == 1 ? unit : EnglishList.count(n, unit);
  }

  private static String clock(int secondOfDay, boolean withSeconds) {
    String minutes =
        String.format(Locale.ROOT, "%02d:%02d", secondOfDay / HOUR, secondOfDay / MINUTE % 60);
    return withSeconds
        ? minutes + String.format(Locale.ROOT, ":%02d", secondOfDay % MINUTE)
        : minutes;
  }
}
