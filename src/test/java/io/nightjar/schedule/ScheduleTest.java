package io.nightjar.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScheduleTest {

  private static final ZoneId LONDON = ZoneId.of("Europe/London");
  private static final Instant NOON = Instant.parse("2026-01-10T12:00:00Z");

  @ParameterizedTest(name = "after {0}: {1}")
  @CsvSource({
    "2026-01-10T11:59:59.999999999Z, 2026-01-10T12:00:00Z",
    "2026-01-10T12:00:00Z, 2026-01-11T12:00:00Z",
    "2026-01-10T12:00:00.000000001Z, 2026-01-11T12:00:00Z",
    "1969-12-31T11:59:59.5Z, 1969-12-31T12:00:00Z",
  })
  void next_is_strictly_after(Instant after, Instant occurrence) {
    assertThat(Schedule.parse("0 12 * * *", ZoneId.of("UTC")).next(after)).isEqualTo(occurrence);
  }

  @ParameterizedTest(name = "at {0}: {1}")
  @CsvSource({
    "2026-01-10T12:00:00Z, 2026-01-10T12:00:00Z",
    "2026-01-10T12:00:00.7Z, 2026-01-10T12:00:00Z",
    "2026-01-10T11:59:59.999999999Z, 2026-01-09T12:00:00Z",
    "1969-12-31T12:00:00.5Z, 1969-12-31T12:00:00Z",
  })
  void latest_is_at_or_before(Instant at, Instant occurrence) {
    assertThat(Schedule.parse("0 12 * * *", ZoneId.of("UTC")).latest(at)).contains(occurrence);
  }

  @ParameterizedTest(name = "from {0} to {1}: {2} occurrences")
  @CsvSource({
    "2026-01-10T12:00:00Z, 2026-01-12T12:00:00Z, 2",
    "2026-01-10T12:00:00.1Z, 2026-01-12T12:00:00Z, 1",
    "2026-01-10T12:00:00Z, 2026-01-12T12:00:00.1Z, 3",
    "2026-01-10T12:00:00Z, 2026-01-10T12:00:00Z, 0",
    "2026-01-12T12:00:00Z, 2026-01-10T12:00:00Z, 0",
  })
  void between_includes_its_start_and_not_its_end(Instant from, Instant to, int count) {
    assertThat(Schedule.parse("0 12 * * *", LONDON).between(from, to, 10)).hasSize(count);
  }

  @ParameterizedTest(name = "limit {0}")
  @CsvSource({"0", "1", "7"})
  void between_gives_no_more_than_its_limit(int limit) {
    Schedule everySecond = Schedule.parse("* * * * * *", LONDON);
    assertThat(everySecond.between(NOON, NOON.plus(Duration.ofDays(9_000)), limit))
        .hasSize(limit);
  }

  @ParameterizedTest(name = "{0}: {1}, {2}")
  @CsvSource({
    "0 0 1 * *, 2026-01-01T00:00:00Z, 2026-02-01T00:00:00Z",
    "0 0 31 * *, 2025-12-31T00:00:00Z, 2026-01-31T00:00:00Z",
    "0 0 31 * *, 2026-01-31T00:00:00Z, 2026-03-31T00:00:00Z",
    "0 0 L * *, 2026-02-28T00:00:00Z, 2026-03-31T00:00:00Z",
    "0 0 1 1 *, 2025-01-01T00:00:00Z, 2026-01-01T00:00:00Z",
    "59 59 23 31 12 *, 2025-12-31T23:59:59Z, 2026-12-31T23:59:59Z",
  })
  void neighbours_are_found_across_months(String cron, Instant earlier, Instant later) {
    Schedule schedule = Schedule.parse(cron, ZoneId.of("UTC"));
    assertThat(schedule.next(earlier)).isEqualTo(later);
    assertThat(schedule.latest(later.minusNanos(1))).contains(earlier);
  }

  @Test
  void a_leap_day_is_found_over_the_century_that_has_none() {
    Schedule leapDay = Schedule.parse("0 0 29 2 *", LONDON);
    assertThat(leapDay.next(Instant.parse("2096-03-01T00:00:00Z")))
        .isEqualTo("2104-02-29T00:00:00Z");
    assertThat(leapDay.latest(Instant.parse("2104-02-28T23:59:59Z")))
        .contains(Instant.parse("2096-02-29T00:00:00Z"));
  }

  @Test
  void a_leap_day_on_a_monday_is_found_decades_ahead_but_not_decades_back() {
    Schedule schedule = Schedule.parse("0 0 0 29 2 MON", LONDON);
    assertThat(schedule.next(NOON)).isEqualTo("2044-02-29T00:00:00Z");
    assertThat(schedule.latest(NOON)).isEmpty();
  }

  @Test
  void latest_looks_back_nine_years_and_no_further() {
    Schedule leapDay = Schedule.parse("0 0 29 2 *", ZoneId.of("UTC"));
    Instant occurrence = Instant.parse("1896-02-29T00:00:00Z");
    assertThat(leapDay.latest(Instant.parse("1904-02-28T00:00:00Z"))).contains(occurrence);
    Schedule rare = Schedule.parse("0 0 0 29 2 MON", ZoneId.of("UTC"));
    assertThat(rare.latest(Instant.parse("2025-02-28T00:00:00Z")))
        .contains(Instant.parse("2016-02-29T00:00:00Z"));
    assertThat(rare.latest(Instant.parse("2025-03-02T00:00:00Z"))).isEmpty();
  }

  @Test
  void a_daily_schedule_occurs_once_on_every_day_of_fifty_years() {
    for (String zone : List.of("Europe/London", "Australia/Lord_Howe", "America/Sao_Paulo")) {
      Instant from = LocalDate.of(1990, 1, 1).atStartOfDay(ZoneId.of(zone)).toInstant();
      Instant to = LocalDate.of(2040, 1, 1).atStartOfDay(ZoneId.of(zone)).toInstant();
      List<LocalDate> days =
          Schedule.parse("30 1 * * *", ZoneId.of(zone)).between(from, to, 20_000).stream()
              .map(at -> LocalDate.ofInstant(at, ZoneId.of(zone)))
              .toList();
      assertThat(days).doesNotHaveDuplicates().hasSize(18_262);
    }
  }

  @Test
  void it_is_known_by_its_expression_and_zone() {
    Schedule schedule = Schedule.parse(" 30 1 * * *", LONDON);
    assertThat(schedule.expression()).isEqualTo(" 30 1 * * *");
    assertThat(schedule.zone()).isEqualTo(LONDON);
    assertThat(schedule).hasToString("\" 30 1 * * *\" in Europe/London");
    assertThat(schedule)
        .isEqualTo(Schedule.parse(" 30 1 * * *", LONDON))
        .hasSameHashCodeAs(Schedule.parse(" 30 1 * * *", LONDON))
        .isNotEqualTo(Schedule.parse(" 30 1 * * *", ZoneId.of("UTC")))
        .isNotEqualTo(Schedule.parse("31 1 * * *", LONDON));
  }
}
