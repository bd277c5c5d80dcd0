package io.nightjar.runner;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.schedule.Schedule;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OccurrenceMatcherTest {

  @ParameterizedTest(name = "{0}: reported {1}, meant {2}")
  @CsvSource({
    "0 5 0 * * *, 2026-01-22T00:05:00Z, 2026-01-22T00:05:00Z",
    "0 5 0 * * *, 2026-01-22T00:04:59.998Z, 2026-01-22T00:05:00Z",
    "0 5 0 * * *, 2026-01-22T00:04:59.300Z, 2026-01-22T00:05:00Z",
    "0 5 0 * * *, 2026-01-22T00:04:59Z, 2026-01-22T00:05:00Z",
    "0 5 0 * * *, 2026-01-22T00:04:58.999Z, 2026-01-21T00:05:00Z",
    "0 5 0 * * *, 2026-01-22T00:05:00.700Z, 2026-01-22T00:05:00Z",
    "0 5 0 * * *, 2026-01-22T03:17:42.123Z, 2026-01-22T00:05:00Z",
    "* * * * * *, 2026-01-22T00:05:07Z, 2026-01-22T00:05:07Z",
    "* * * * * *, 2026-01-22T00:05:06.998Z, 2026-01-22T00:05:07Z",
    "30 1 * * *, 2026-03-29T01:00:00Z, 2026-03-29T01:00:00Z",
    "30 1 * * *, 2026-03-29T09:12:00Z, 2026-03-29T01:00:00Z",
    "30 1 * * *, 2026-10-25T01:31:00Z, 2026-10-25T00:30:00Z",
  })
  void the_occurrence_is_the_latest_at_or_before_what_is_reported_with_a_second_of_tolerance(
      String cron, Instant reported, Instant meant) {
    Schedule schedule = Schedule.parse(cron, ZoneId.of("Europe/London"));

    assertThat(OccurrenceMatcher.occurrence(schedule, reported)).isEqualTo(meant);
  }
}
