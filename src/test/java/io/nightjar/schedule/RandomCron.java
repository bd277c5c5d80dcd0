package io.nightjar.schedule;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;
import java.util.function.Predicate;

/** A random cron expression together with what it means, built without the code under test. */
record RandomCron(String expression, Predicate<LocalDateTime> matches, boolean fixed) {

  private static final List<String> MONTHS =
      List.of("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC");

  /** Five fields, with crontab's "or" between restricted days. */
  static RandomCron crontab(Random random) {
    Part<LocalDate> weekday = random.nextInt(3) > 0 ? any("*") : DayParts.crontabWeekday(random);
    return of(random, new Part<>("", second -> second == 0), dayOfMonth(random), weekday, true);
  }

  /** Six fields, with Spring's "and" between restricted days. */
  static RandomCron spring(Random random) {
    Part<LocalDate> weekday = random.nextInt(3) > 0 ? any("?") : DayParts.namedWeekday(random);
    Part<Integer> second =
        random.nextBoolean() ? new Part<>("0", s -> s == 0) : number(random, 0, 59);
    return of(random, second, dayOfMonth(random), weekday, false);
  }

  /** Six fields that Quartz takes as well: at most one day field restricted, the other {@code ?}. */
  static RandomCron quartz(Random random) {
    boolean byDate = random.nextBoolean();
    return of(
        random,
        number(random, 0, 59),
        byDate ? dayOfMonth(random) : any("?"),
        byDate ? any("?") : DayParts.namedWeekday(random),
        false);
  }

  private static RandomCron of(
      Random random,
      Part<Integer> second,
      Part<LocalDate> dayOfMonth,
      Part<LocalDate> dayOfWeek,
      boolean crontab) {
    Part<Integer> minute = number(random, 0, 59);
    // most clock changes happen in the first hours of the day
    Part<Integer> hour = number(random, 0, random.nextBoolean() ? 3 : 23);
    Part<Integer> month = random.nextInt(4) > 0 ? new Part<>("*", m -> true) : month(random);
    boolean either = crontab && dayOfMonth.isRestricted() && dayOfWeek.isRestricted();
    Predicate<LocalDate> day = either
        ? dayOfMonth.matches.or(dayOfWeek.matches)
        : dayOfMonth.matches.and(dayOfWeek.matches);
    String expression = String.join(
        " ", second.text, minute.text, hour.text, dayOfMonth.text, month.text, dayOfWeek.text);
    return new RandomCron(
        expression.strip(),
        wall -> second.matches.test(wall.getSecond())
            && minute.matches.test(wall.getMinute())
            && hour.matches.test(wall.getHour())
            && month.matches.test(wall.getMonthValue())
            && day.test(wall.toLocalDate()),
        !minute.text.startsWith("*") && !hour.text.startsWith("*"));
  }

  private static Part<LocalDate> dayOfMonth(Random random) {
    return random.nextInt(3) > 0 ? any("*") : DayParts.dayOfMonth(random);
  }

  private static Part<LocalDate> any(String text) {
    return new Part<>(text, date -> true);
  }

  private static Part<Integer> month(Random random) {
    int a = random.nextInt(12) + 1;
    int b = a + random.nextInt(12);
    String from = MONTHS.get(a - 1);
    String to = MONTHS.get((b - 1) % 12);
    return b > 12
        ? new Part<>(from.toLowerCase(Locale.ROOT) + "," + to, m -> m == a || m == (b - 1) % 12 + 1)
        : new Part<>(from + "-" + to, m -> m >= a && m <= b);
  }

  static Part<Integer> number(Random random, int min, int max) {
    int a = min + random.nextInt(max - min + 1);
    int b = min + random.nextInt(max - min + 1);
    int step = 1 + random.nextInt(Math.max(1, (max - min) / 2));
    int low = Math.min(a, b);
    int high = Math.max(a, b);
    boolean wholeField = max == 59 || max == 23 || max == 31;
    return switch (random.nextInt(wholeField ? 7 : 5)) {
      case 0 -> new Part<>("*", n -> true);
      case 1 -> new Part<>("" + a, n -> n == a);
      case 2 -> new Part<>(a + "," + b, n -> n == a || n == b);
      case 3 -> new Part<>(low + "-" + high, n -> n >= low && n <= high);
      case 4 ->
        new Part<>(
            low + "-" + high + "/" + step, n -> n >= low && n <= high && (n - low) % step == 0);
      case 5 -> new Part<>("*/" + step, n -> (n - min) % step == 0);
      default -> new Part<>(a + "/" + step, n -> n >= a && (n - a) % step == 0);
    };
  }

  /** One field: its text and its meaning. */
  record Part<T>(String text, Predicate<T> matches) {

    boolean isRestricted() {
      return !text.startsWith("*") && !text.equals("?");
    }
  }

  /** The day fields. */
  private static final class DayParts {

    private static final List<String> DAYS =
        List.of("MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN");

    static Part<LocalDate> dayOfMonth(Random random) {
      int n = 1 + random.nextInt(20);
      return switch (random.nextInt(8)) {
        case 0 -> new Part<>("L", date -> date.plusDays(1).getDayOfMonth() == 1);
        case 1 -> new Part<>("L-" + n, date -> isLast(date.plusDays(n)) && sameMonth(date, n));
        case 2 -> new Part<>("LW", DayParts::isLastWorkingDay);
        case 3 ->
          new Part<>(n + "W", date -> date.equals(nearestWorkingDay(date.withDayOfMonth(n))));
        default -> {
          Part<Integer> numbers = number(random, 1, 31);
          yield new Part<>(numbers.text, date -> numbers.matches.test(date.getDayOfMonth()));
        }
      };
    }

    /** Days counted from Sunday as 0. */
    static Part<LocalDate> crontabWeekday(Random random) {
      Part<Integer> numbers =
          random.nextInt(8) == 0 ? new Part<>("7", n -> n == 0) : number(random, 0, 6);
      return random.nextBoolean()
          ? namedWeekday(random)
          : new Part<>(
              numbers.text, date -> numbers.matches.test(date.getDayOfWeek().getValue() % 7));
    }

    static Part<LocalDate> namedWeekday(Random random) {
      int a = random.nextInt(7);
      int b = random.nextInt(7);
      int low = Math.min(a, b);
      int high = Math.max(a, b);
      int n = 1 + random.nextInt(5);
      DayOfWeek day = DayOfWeek.of(a + 1);
      return switch (random.nextInt(5)) {
        case 0 -> weekday(DAYS.get(a), i -> i == a);
        case 1 -> weekday(DAYS.get(a) + "," + DAYS.get(b), i -> i == a || i == b);
        // Spring takes SUN-SUN for every day
        case 2 ->
          low == high
              ? weekday(DAYS.get(low), i -> i == low)
              : weekday(DAYS.get(low) + "-" + DAYS.get(high), i -> i >= low && i <= high);
        case 3 ->
          new Part<>(
              DAYS.get(a) + "#" + n,
              date -> date.getDayOfWeek() == day && (date.getDayOfMonth() + 6) / 7 == n);
        default ->
          new Part<>(
              DAYS.get(a) + "L",
              date ->
                  date.getDayOfWeek() == day && date.plusWeeks(1).getMonth() != date.getMonth());
      };
    }

    private static Part<LocalDate> weekday(String text, IntPredicate index) {
      return new Part<>(text, date -> index.test(date.getDayOfWeek().getValue() - 1));
    }

    private static boolean isLast(LocalDate date) {
      return date.plusDays(1).getDayOfMonth() == 1;
    }

    private static boolean sameMonth(LocalDate date, int days) {
      return date.plusDays(days).getMonth() == date.getMonth();
    }

    private static boolean isLastWorkingDay(LocalDate date) {
      if (isWeekend(date)) {
        return false;
      }
      LocalDate later = date.plusDays(1);
      while (later.getMonth() == date.getMonth() && isWeekend(later)) {
        later = later.plusDays(1);
      }
      return later.getMonth() != date.getMonth();
    }

    private static LocalDate nearestWorkingDay(LocalDate date) {
      IntUnaryOperator outwards = i -> (i + 1) / 2 * (i % 2 == 0 ? 1 : -1);
      for (int i = 0; ; i++) {
        LocalDate near = date.plusDays(outwards.applyAsInt(i));
        if (near.getMonth() == date.getMonth() && !isWeekend(near)) {
          return near;
        }
      }
    }

    private static boolean isWeekend(LocalDate date) {
      return date.getDayOfWeek() == DayOfWeek.SATURDAY || date.getDayOfWeek() == DayOfWeek.SUNDAY;
    }
  }
}
