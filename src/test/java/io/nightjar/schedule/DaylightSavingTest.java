package io.nightjar.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Debian cron's rule on the nights on which the clocks change. */
class DaylightSavingTest {

  @ParameterizedTest(name = "{1} on {2} in {0}: {3}")
  @CsvSource({
    // Spring forward, 01:00 to 02:00 does not exist
    "Europe/London, 0 30 1 * * *, 2026-03-29, 01:00:00Z",
    "Europe/London, 30 1 * * *, 2026-03-29, 01:00:00Z",
    "Europe/London, 0 0 1 * * *, 2026-03-29, 01:00:00Z",
    "Europe/London, 59 59 0 * * *, 2026-03-29, 00:59:59Z",
    "Europe/London, 0 0 2 * * *, 2026-03-29, 01:00:00Z",
    "Europe/London, 1 0 2 * * *, 2026-03-29, 01:00:01Z",
    "Europe/London, '0 1,2 * * *', 2026-03-29, 01:00:00Z",
    "Europe/London, 0 0/15 1 * * *, 2026-03-29, 01:00:00Z",
    "Europe/London, '0 0,30 0-2 * * *', 2026-03-29, 00:00:00Z 00:30:00Z 01:00:00Z 01:30:00Z",
    "Europe/London, * 30 1 * * *, 2026-03-29, 01:00:00Z",
    "Europe/London, 0 */15 1 * * *, 2026-03-29, ''",
    "Europe/London, * 1 * * *, 2026-03-29, ''",
    // Fall back, 01:00 to 02:00 comes twice
    "Europe/London, 0 30 1 * * *, 2026-10-25, 00:30:00Z",
    "Europe/London, 30 1 * * *, 2026-10-25, 00:30:00Z",
    "Europe/London, 0 0 1 * * *, 2026-10-25, 00:00:00Z",
    "Europe/London, 0 0 2 * * *, 2026-10-25, 02:00:00Z",
    "Europe/London, '0 1,2 * * *', 2026-10-25, 00:00:00Z 02:00:00Z",
    "Europe/London, 0 0/30 1 * * *, 2026-10-25, 00:00:00Z 00:30:00Z",
    "Europe/London, 0 */30 1 * * *, 2026-10-25, 00:00:00Z 00:30:00Z 01:00:00Z 01:30:00Z",
    // 30 minutes: 02:00 to 02:30 does not exist, 01:30 to 02:00 comes twice
    "Australia/Lord_Howe, 15 2 * * *, 2026-10-04, 2026-10-03T15:30:00Z",
    "Australia/Lord_Howe, 45 2 * * *, 2026-10-04, 2026-10-03T15:45:00Z",
    "Australia/Lord_Howe, 45 1 * * *, 2026-04-05, 2026-04-04T14:45:00Z",
    "Australia/Lord_Howe, */15 1 * * *, 2026-04-05, 2026-04-04T14:00:00Z 2026-04-04T14:15:00Z "
        + "2026-04-04T14:30:00Z 2026-04-04T14:45:00Z 2026-04-04T15:00:00Z 2026-04-04T15:15:00Z",
    // The gap begins at midnight: the first instant of that day is 01:00
    "America/Sao_Paulo, 30 0 * * *, 2018-11-04, 03:00:00Z",
    "America/Sao_Paulo, @daily, 2018-11-04, 03:00:00Z",
    "Asia/Beirut, 15 0 * * *, 2022-03-27, 2022-03-26T22:00:00Z",
    "America/Havana, 0 0 * * *, 2024-03-10, 05:00:00Z",
    // The repeated hour belongs to the day before
    "America/Sao_Paulo, 30 23 * * *, 2018-02-17, 2018-02-18T01:30:00Z",
    // and here to the day that has begun already
    "America/Havana, 30 0 * * *, 2024-11-03, 04:30:00Z",
    // Standard time only in Ramadan
    "Africa/Casablanca, 30 2 * * *, 2024-04-14, 02:00:00Z",
    "Africa/Casablanca, 30 2 * * *, 2024-03-10, 01:30:00Z",
  })
  void a_night_has_its_occurrences(ZoneId zone, String cron, LocalDate date, String occurrences) {
    List<Instant> expected = Arrays.stream(occurrences.split(" "))
        .filter(text -> !text.isEmpty())
        .map(text -> Instant.parse(text.contains("T") ? text : date + "T" + text))
        .toList();
    assertOccurrences(Schedule.parse(cron, zone), date, expected);
  }

  @ParameterizedTest(name = "{0} from 29 to 31 December 2011: {1}")
  @CsvSource({
    // nothing is lost with the day that did not exist, however many times of it matched
    "30 1 * * *, 2011-12-29T11:30:00Z 2011-12-30T10:00:00Z 2011-12-30T11:30:00Z",
    "'0 1,13 30 * *', 2011-12-30T10:00:00Z",
    "0 9 * * FRI, 2011-12-30T10:00:00Z",
    "0 */12 30 * *, ''",
  })
  void samoa_had_no_30_december_2011(String cron, String occurrences) {
    List<Instant> expected = Arrays.stream(occurrences.split(" "))
        .filter(text -> !text.isEmpty())
        .map(Instant::parse)
        .toList();
    ZoneId apia = ZoneId.of("Pacific/Apia");
    Instant from = LocalDate.of(2011, 12, 29).atStartOfDay(apia).toInstant();
    Instant to = LocalDate.of(2012, 1, 1).atStartOfDay(apia).toInstant();
    assertThat(Schedule.parse(cron, apia).between(from, to, 10)).isEqualTo(expected);
  }

  private static void assertOccurrences(Schedule schedule, LocalDate date, List<Instant> expected) {
    Instant from = date.atStartOfDay(schedule.zone()).toInstant();
    Instant to = date.plusDays(1).atStartOfDay(schedule.zone()).toInstant();
    assertThat(schedule.between(from, to, 100)).isEqualTo(expected);
    List<Instant> backwards = new ArrayList<>();
    Optional<Instant> latest = schedule.latest(to.minusNanos(1));
    while (latest.isPresent() && !latest.get().isBefore(from)) {
      backwards.add(latest.get());
      latest = schedule.latest(latest.get().minusNanos(1));
    }
    Collections.reverse(backwards);
    assertThat(backwards).isEqualTo(expected);
  }
}
