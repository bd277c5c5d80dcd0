package io.nightjar.watchdog;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.Databases;
import io.nightjar.incident.Finding;
import io.nightjar.incident.Findings;
import io.nightjar.incident.Findings.Endings;
import io.nightjar.incident.FollowUpFixture;
import io.nightjar.incident.IncidentKind;
import io.nightjar.incident.IncidentRepository;
import io.nightjar.incident.IncidentService;
import io.nightjar.incident.Resolution;
import io.nightjar.ledger.expected.FailureStreakRepository;
import io.nightjar.ledger.job.CatalogueSync;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** More jobs in trouble at once than PostgreSQL takes values in one statement. */
class ManyTroublesTest {

  private static final int VALUES_OF_A_STATEMENT = 65_535;

  @Test
  void more_jobs_than_a_statement_takes_values_can_be_asked_for() {
    try (Nights nights = new Nights(Databases.POSTGRESQL.create(), Nights.oneJob())) {
      Set<String> names = IntStream.rangeClosed(0, VALUES_OF_A_STATEMENT)
          .mapToObj(i -> "job-" + i)
          .collect(Collectors.toSet());
      names.add("job");
      nights.missTheNight();

      assertThat(nights.world().get(CatalogueSync.class).byName(names)).containsOnlyKeys("job");
      assertThat(nights.world().get(IncidentRepository.class).openOf(names))
          .containsOnlyKeys("job");
      assertThat(nights.world().get(FailureStreakRepository.class).of(names))
          .containsOnlyKeys("job");
      FollowUpFixture.makeDue(nights.world(), names, nights.now());
    }
  }

  @Test
  void what_is_opened_and_ended_together_is_told_of_each() {
    try (Nights nights = new Nights(Databases.POSTGRESQL.create(), Nights.oneJob())) {
      IncidentService incidents = nights.world().get(IncidentService.class);
      List<Finding> findings = IntStream.range(0, 1_200)
          .mapToObj(i -> Finding.ofJob(IncidentKind.SCHEDULER_DRIFT, "job-" + i, "it is paused"))
          .toList();

      incidents.reconcile(paused(findings), nights.now());
      assertThat(nights.incidents(true)).hasSize(1_000);
      incidents.reconcile(paused(List.of()), nights.now());

      assertThat(nights.incidents(true)).isEmpty();
      assertThat(nights.told()).hasSize(2_400);
    }
  }

  private static Findings paused(List<Finding> findings) {
    return new Findings(IncidentKind.SCHEDULER_DRIFT, findings, Endings.all(Resolution.RECOVERED));
  }
}
