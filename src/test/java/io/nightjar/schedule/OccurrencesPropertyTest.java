package io.nightjar.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Random schedules around the clock changes of many zones, against a walk along the wall clock. */
class OccurrencesPropertyTest {

  private static final int MANY = 1_000_000;
  private static final int STEPS = 200;

  @ParameterizedTest(name = "five fields in {0}, seed {1}")
  @CsvSource({
    "Europe/London, 1",
    "America/New_York, 2",
    "Australia/Lord_Howe, 3",
    "Pacific/Apia, 4",
    "America/Sao_Paulo, 5",
    "Africa/Casablanca, 6",
    "Asia/Kathmandu, 7",
    "Asia/Beirut, 8",
    "America/Havana, 9",
    "Antarctica/Troll, 10",
    "Pacific/Kwajalein, 11",
    "Asia/Pyongyang, 12",
  })
  void crontab_schedules_occur_as_on_the_wall_clock(ZoneId zone, long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 40; i++) {
      Instant middle = clockChange(zone, random);
      Window window = new Window(middle, Duration.ofHours(8), Duration.ofMinutes(1));
      compare(RandomCron.crontab(random), zone, window, random);
    }
  }

  @ParameterizedTest(name = "six fields in {0}, seed {1}")
  @CsvSource({
    "Europe/London, 21",
    "America/New_York, 22",
    "Australia/Lord_Howe, 23",
    "Pacific/Apia, 24",
    "America/Sao_Paulo, 25",
    "Africa/Casablanca, 26",
    "Asia/Kathmandu, 27",
  })
  void spring_schedules_occur_as_on_the_wall_clock(ZoneId zone, long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 20; i++) {
      Instant middle = clockChange(zone, random);
      Window window = new Window(middle, Duration.ofMinutes(100), Duration.ofSeconds(1));
      compare(RandomCron.spring(random), zone, window, random);
    }
  }

  private static void compare(RandomCron cron, ZoneId zone, Window window, Random random) {
    Schedule schedule;
    try {
      schedule = Schedule.parse(cron.expression(), zone);
    } catch (InvalidScheduleException e) {
      assertThat(e).hasMessageContaining("never occurs");
      return;
    }
    List<Instant> expected =
        new WallClockOracle(cron, zone, window.tick).occurrences(window.from(), window.to());
    String what = schedule + " around " + window.middle;
    assertThat(schedule.between(window.from(), window.to(), MANY)).as(what).isEqualTo(expected);
    int steps = Math.min(expected.size(), STEPS);
    assertThat(forwards(schedule, window.from(), steps))
        .as(what + ", next")
        .isEqualTo(expected.subList(0, steps));
    assertThat(backwards(schedule, window.to(), steps))
        .as(what + ", latest")
        .isEqualTo(expected.subList(expected.size() - steps, expected.size()));
    compareAnywhere(schedule, new TreeSet<>(expected), window, random);
  }

  private static List<Instant> forwards(Schedule schedule, Instant from, int steps) {
    List<Instant> found = new ArrayList<>();
    Instant at = from.minusNanos(1);
    while (found.size() < steps) {
      at = schedule.next(at);
      found.add(at);
    }
    return found;
  }

  private static List<Instant> backwards(Schedule schedule, Instant to, int steps) {
    List<Instant> found = new ArrayList<>();
    Instant at = to;
    while (found.size() < steps) {
      at = schedule.latest(at.minusNanos(1)).orElseThrow();
      found.add(at);
    }
    Collections.reverse(found);
    return found;
  }

  private static void compareAnywhere(
      Schedule schedule, TreeSet<Instant> expected, Window window, Random random) {
    for (int i = 0; i < 20; i++) {
      Instant at = window.randomInstant(random);
      Instant higher = expected.higher(at);
      Instant floor = expected.floor(at);
      if (higher != null) {
        assertThat(schedule.next(at)).as("%s after %s", schedule, at).isEqualTo(higher);
      }
      if (floor != null) {
        assertThat(schedule.latest(at)).as("%s at %s", schedule, at).contains(floor);
      }
    }
  }

  /** A change of the clocks between 1969 and 2040. */
  private static Instant clockChange(ZoneId zone, Random random) {
    Instant anywhere =
        Instant.parse("1969-01-01T00:00:00Z").plusSeconds(random.nextInt(71 * 366) * 86_400L);
    ZoneOffsetTransition next = zone.getRules().nextTransition(anywhere);
    return next == null
        ? zone.getRules().previousTransition(anywhere).getInstant()
        : next.getInstant();
  }

  private record Window(Instant middle, Duration around, Duration tick) {

    Instant from() {
      return middle.minus(around);
    }

    Instant to() {
      return middle.plus(around);
    }

    Instant randomInstant(Random random) {
      return from().plusMillis((long) (random.nextDouble() * around.toMillis() * 2));
    }
  }
}
