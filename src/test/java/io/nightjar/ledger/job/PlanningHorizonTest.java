package io.nightjar.ledger.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.job.Contact;
import io.nightjar.job.Dependencies;
import io.nightjar.job.Expectations;
import io.nightjar.job.Job;
import io.nightjar.job.OverlapPolicy;
import io.nightjar.job.PingKey;
import io.nightjar.job.StaleInputPolicy;
import io.nightjar.ledger.expected.ExpectedRun;
import io.nightjar.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanningHorizonTest {

  private static final Instant NOW = Instant.parse("2026-01-21T13:15:00Z");

  @ParameterizedTest(name = "{0}: {1} ahead, up to {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "0 5 0 * * *       | 2  | 2026-01-23T00:05:00Z",
        "0 0 * * * *       | 48 | 2026-01-23T13:00:00Z",
        "0 */5 * * * *     | 50 | 2026-01-21T17:25:00Z",
        "0 0 4 1 1 *       | 1  | 2027-01-01T04:00:00Z",
        "0 0 4 29 2 *      | 1  | 2028-02-29T04:00:00Z"
      })
  void is_two_days_or_fifty_occurrences_and_always_the_next(
      String cron, int count, Instant reached) {
    PlanningHorizon horizon = PlanningHorizon.extend(job(cron), NOW, NOW);

    assertThat(horizon.rows()).hasSize(count);
    assertThat(horizon.reached()).isEqualTo(reached);
    assertThat(horizon.extendAt()).isAfter(NOW).isBefore(reached);
  }

  @Test
  void five_missed_nights_are_five_rows() {
    Instant fiveNightsAgo = NOW.minus(Duration.ofDays(5));

    PlanningHorizon horizon = PlanningHorizon.extend(job("0 5 0 * * *"), fiveNightsAgo, NOW);

    assertThat(horizon.rows())
        .extracting(ExpectedRun::occurrence)
        .filteredOn(at -> at.isBefore(NOW))
        .hasSize(5);
    assertThat(horizon.rows()).hasSize(7);
  }

  @Test
  void a_long_downtime_is_written_in_portions_without_a_hole() {
    Job job = job("* * * * * *");
    List<Instant> occurrences = new ArrayList<>();
    Instant reached = NOW.minusSeconds(2_500);
    Instant extendAt = NOW;
    int portions = 0;
    while (!extendAt.isAfter(NOW)) {
      PlanningHorizon horizon = PlanningHorizon.extend(job, reached, NOW);
      horizon.rows().forEach(row -> occurrences.add(row.occurrence()));
      reached = horizon.reached();
      extendAt = horizon.extendAt();
      portions++;
    }

    assertThat(portions).isEqualTo(3);
    assertThat(occurrences).hasSize(2_550).doesNotHaveDuplicates().isSorted();
  }

  @Test
  void a_row_has_its_window_and_both_deadlines() {
    ExpectedRun row =
        PlanningHorizon.extend(job("0 5 0 * * *"), NOW, NOW).rows().get(0);

    assertThat(row.occurrence()).isEqualTo("2026-01-22T00:05:00Z");
    assertThat(row.windowFrom()).isEqualTo("2026-01-22T00:04:00Z");
    assertThat(row.startDeadline()).isEqualTo("2026-01-22T00:10:00Z");
    assertThat(row.finishDeadline()).isEqualTo("2026-01-22T00:35:00Z");
    assertThat(row.atLeast()).isEqualTo(Duration.ofSeconds(2));
  }

  private static Job job(String cron) {
    return new Job(
        "job",
        "",
        Schedule.parse(cron, ZoneId.of("UTC")),
        new Expectations(
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofMinutes(1),
            Duration.ofSeconds(2),
            null),
        Duration.ZERO,
        OverlapPolicy.SKIP,
        new Dependencies(Set.of(), StaleInputPolicy.HOLD),
        new Contact(null, null, null),
        null,
        new PingKey("key"));
  }
}
