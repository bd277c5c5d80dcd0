package io.nightjar.scheduler.quartz;

import io.nightjar.schedule.InvalidScheduleException;
import io.nightjar.schedule.Schedule;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;

/** Schedules of every form that can be written, reproducible from a seed. */
final class RandomSchedules {

  private static final List<String> ZONES = List.of(
      "Europe/London",
      "America/New_York",
      "Australia/Lord_Howe",
      "Pacific/Chatham",
      "Asia/Kathmandu",
      "America/Sao_Paulo",
      "Africa/Casablanca",
      "UTC");
  private static final List<String> DAYS = List.of("MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN");
  private static final List<String> MONTHS = List.of("JAN", "FEB", "MAR", "JUN", "SEP", "DEC");

  private final Random random;

  RandomSchedules(long seed) {
    random = new Random(seed);
  }

  Schedule next() {
    while (true) {
      try {
        return Schedule.parse(expression(), ZoneId.of(oneOf(ZONES)));
      } catch (InvalidScheduleException e) {
        // Such as the 31st of February: the next one will do.
      }
    }
  }

  private String expression() {
    boolean crontab = random.nextBoolean();
    String date = date();
    String weekday = weekday(crontab);
    if (random.nextInt(10) > 0) {
      if (random.nextBoolean()) {
        date = oneOf(List.of("*", "?"));
      } else {
        weekday = oneOf(List.of("*", "?"));
      }
    }
    String fields = String.join(" ", time(60), time(24), date, month(), weekday);
    return crontab ? fields : oneOf(List.of("0", "0", "30", "*/20")) + " " + fields;
  }

  private String time(int size) {
    int from = random.nextInt(size);
    int to = from + random.nextInt(size - from);
    return switch (random.nextInt(8)) {
      case 0 -> "*";
      case 1 -> "*/" + (1 + random.nextInt(size / 2));
      case 2 -> from + "-" + to;
      case 3 -> from + "-" + to + "/" + (1 + random.nextInt(5));
      case 4 -> from + "/" + (1 + random.nextInt(size / 2));
      case 5 -> from + "," + to;
      default -> String.valueOf(from);
    };
  }

  private String date() {
    int from = 1 + random.nextInt(31);
    return switch (random.nextInt(10)) {
      case 0 -> "L";
      case 1 -> "L-" + (1 + random.nextInt(29));
      case 2 -> "LW";
      case 3 -> from + "W";
      case 4 -> "*/" + (2 + random.nextInt(10));
      case 5 -> from + "-" + (from + random.nextInt(32 - from));
      case 6 -> from + ",L";
      case 7 -> from + "," + (1 + random.nextInt(31));
      default -> String.valueOf(from);
    };
  }

  private String month() {
    return switch (random.nextInt(6)) {
      case 0 -> oneOf(MONTHS);
      case 1 -> "3-9";
      case 2 -> "*/" + (2 + random.nextInt(4));
      case 3 -> "MAR-OCT";
      default -> "*";
    };
  }

  private String weekday(boolean crontab) {
    String day = crontab && random.nextBoolean() ? String.valueOf(random.nextInt(8)) : oneOf(DAYS);
    return switch (random.nextInt(7)) {
      case 0 -> day + "#" + (1 + random.nextInt(5));
      case 1 -> day + "L";
      case 2 -> day + "," + oneOf(DAYS);
      case 3 -> oneOf(List.of("MON-FRI", "SAT-SUN", "FRI-MON", "TUE-THU"));
      case 4 -> crontab ? oneOf(List.of("1-5", "0-6", "5-7", "0-7", "*/2", "1-5/2")) : day;
      default -> day;
    };
  }

  private <T> T oneOf(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
