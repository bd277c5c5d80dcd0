package io.nightjar.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.ParseException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Random;
import java.util.TimeZone;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.scheduling.support.CronExpression;

/** Away from clock changes, random schedules occur when Spring's and Quartz's own engines say so. */
class CronEngineComparisonTest {

  private static final int CASES = 120;

  /** When {@code nW} moves to another day, Quartz forgets all but the first time of that day. */
  private static final Pattern MOVED_DAY = Pattern.compile("[0-9]W");

  private static final int OCCURRENCES = 15;

  @ParameterizedTest(name = "Spring in {0}, seed {1}")
  @CsvSource({"UTC, 41", "Europe/London, 42", "America/New_York, 43", "Asia/Kathmandu, 44"})
  void spring_agrees(ZoneId zone, long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < CASES; i++) {
      String cron = RandomCron.spring(random).expression();
      CronExpression engine = CronExpression.parse(cron);
      compare(cron, zone, random, at -> {
        ZonedDateTime next = engine.next(at.atZone(zone));
        return next == null ? Instant.MAX : next.toInstant();
      });
    }
  }

  @ParameterizedTest(name = "Quartz in {0}, seed {1}")
  @CsvSource({"UTC, 51", "Europe/London, 52", "America/New_York, 53", "Asia/Kathmandu, 54"})
  void quartz_agrees(ZoneId zone, long seed) throws ParseException {
    Random random = new Random(seed);
    for (int i = 0; i < CASES; i++) {
      String cron = RandomCron.quartz(random).expression() + (random.nextBoolean() ? "" : " *");
      if (MOVED_DAY.matcher(cron).find()) {
        continue;
      }
      compare(cron, zone, random, quartz(cron, zone));
    }
  }

  @ParameterizedTest(name = "{0}W once a day, seed {0}")
  @ValueSource(ints = {1, 2, 3, 14, 15, 27, 28})
  void quartz_agrees_on_the_nearest_working_day(int date) throws ParseException {
    ZoneId zone = ZoneId.of("Europe/London");
    String cron = "0 30 3 " + date + "W * ?";
    compare(cron, zone, new Random(date), quartz(cron, zone));
  }

  private static UnaryOperator<Instant> quartz(String cron, ZoneId zone) throws ParseException {
    org.quartz.CronExpression engine = new org.quartz.CronExpression(cron);
    engine.setTimeZone(TimeZone.getTimeZone(zone));
    return at -> {
      Date next = engine.getNextValidTimeAfter(Date.from(at));
      return next == null ? Instant.MAX : next.toInstant();
    };
  }

  private static void compare(
      String cron, ZoneId zone, Random random, UnaryOperator<Instant> engine) {
    Instant from = earlySummer(random).atStartOfDay(zone).toInstant();
    Instant to =
        LocalDate.ofInstant(from, zone).withMonth(9).atTime(23, 0).atZone(zone).toInstant();
    List<Instant> expected = occurrences(engine, from, to);
    List<Instant> actual;
    try {
      Schedule schedule = Schedule.parse(cron, zone);
      actual = occurrences(schedule::next, from, to);
      assertLatestIsThePreviousOf(expected, schedule);
    } catch (InvalidScheduleException e) {
      assertThat(e).as(cron).hasMessageContaining("never occurs");
      actual = List.of();
    }
    assertThat(actual).as("%s in %s from %s", cron, zone, from).isEqualTo(expected);
  }

  private static void assertLatestIsThePreviousOf(List<Instant> expected, Schedule schedule) {
    for (int i = 1; i < expected.size(); i++) {
      assertThat(schedule.latest(expected.get(i).minusNanos(1)))
          .as("%s before %s", schedule, expected.get(i))
          .contains(expected.get(i - 1));
    }
  }

  private static List<Instant> occurrences(
      UnaryOperator<Instant> engine, Instant from, Instant to) {
    List<Instant> found = new ArrayList<>();
    Instant at = engine.apply(from);
    while (at.isBefore(to) && found.size() < OCCURRENCES) {
      found.add(at);
      at = engine.apply(at);
    }
    return found;
  }

  private static LocalDate earlySummer(Random random) {
    return LocalDate.of(2000 + random.nextInt(40), 5, 1).plusDays(random.nextInt(60));
  }
}
