package io.nightjar.actuator;

import static io.nightjar.web.problem.WebFixture.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.SettableClock;
import io.nightjar.incident.FollowUpState;
import io.nightjar.incident.Incident;
import io.nightjar.incident.IncidentFixture;
import io.nightjar.incident.IncidentKind;
import io.nightjar.incident.IncidentRepository;
import io.nightjar.web.problem.ApiClient;
import io.nightjar.web.problem.ApiClient.Answer;
import io.nightjar.web.problem.WebTest;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

@WebTest
class HealthTest {

  private static int testsBefore;

  @Autowired
  private ApiClient api;

  @Autowired
  private IncidentRepository incidents;

  @Autowired
  private TransactionTemplate transaction;

  @Autowired
  private SettableClock clock;

  /** What was answered to another test is old. */
  @BeforeEach
  void later() {
    clock.set(START.plus(CachedHealthIndicator.FRESH_FOR.multipliedBy(2L * ++testsBefore)));
  }

  @Test
  void callers_without_a_token_have_the_database_asked_once_a_second() {
    assertThat(api.get("/actuator/health/jobs").at("/status")).isEqualTo("UP");
    transaction.executeWithoutResult(status -> IncidentFixture.open(
        incidents,
        List.of(IncidentFixture.ofNightjar(
            IncidentKind.SCHEDULER_SILENT, "the scheduler", null, START, UUID.randomUUID()))));
    assertThat(api.get("/actuator/health/jobs").at("/status")).isEqualTo("UP");

    clock.advance(CachedHealthIndicator.FRESH_FOR);
    assertThat(api.get("/actuator/health/jobs").at("/status")).isEqualTo("LATE");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/liveness", "/readiness", "/jobs"})
  void all_is_up_while_nothing_is_wrong(String part) {
    Answer answer = api.get("/actuator/health" + part);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.at("/status")).isEqualTo("UP");
  }

  @Test
  void the_components_are_shown_and_their_details_only_with_a_token() {
    assertThat(api.get("/actuator/health").json().at("/components").propertyNames())
        .contains("scheduler", "watchdog", "alerting", "jobs", "db");
    assertThat(api.get("/actuator/health").at("/components/jobs/details")).isEmpty();
    assertThat(
            api.as("viewer").get("/actuator/health").at("/components/jobs/details/openIncidents"))
        .isEqualTo("0");
    assertThat(api.as("viewer").get("/actuator/health").at("/components/scheduler/details/role"))
        .isEqualTo("off");
  }

  @Test
  void liveness_asks_nothing_that_a_database_or_a_job_can_break() {
    assertThat(api.get("/actuator/health/liveness").json().at("/components").propertyNames())
        .containsExactlyInAnyOrder("livenessState", "ping");
    assertThat(api.get("/actuator/health/readiness").json().at("/components").propertyNames())
        .containsExactlyInAnyOrder("readinessState", "db");
  }

  @Nested
  class WhileJobsAreLate {

    @BeforeEach
    void many_incidents() {
      List<Incident> many = new ArrayList<>();
      for (int i = 0; i < 25; i++) {
        many.add(new Incident(
            0,
            "job" + i,
            null,
            i == 0 ? IncidentKind.FAILED : IncidentKind.NOT_STARTED,
            START,
            null,
            START,
            null,
            START,
            UUID.randomUUID(),
            null,
            FollowUpState.NONE,
            null));
      }
      many.add(IncidentFixture.ofNightjar(
          IncidentKind.SCHEDULER_SILENT, "the scheduler", null, START, UUID.randomUUID()));
      transaction.executeWithoutResult(status -> IncidentFixture.open(incidents, many));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/liveness", "/readiness"})
    void the_service_itself_is_up(String part) {
      Answer answer = api.get("/actuator/health" + part);

      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.at("/status")).isEqualTo("UP");
    }

    @Test
    void the_jobs_are_not_and_everybody_may_know() {
      Answer answer = api.get("/actuator/health/jobs");

      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.body()).isEqualTo("{\"status\":\"LATE\"}");
      assertThat(api.get("/actuator/health").at("/components/jobs/status")).isEqualTo("LATE");
    }

    @Test
    void which_jobs_is_told_to_token_holders_and_at_most_twenty() {
      Answer answer = api.as("viewer").get("/actuator/health/jobs");

      assertThat(answer.at("/details/openIncidents")).isEqualTo("26");
      assertThat(answer.at("/details/byKind"))
          .isEqualTo("{\"failed\":1,\"not_started\":24,\"scheduler_silent\":1}");
      assertThat(answer.at("/details/nightjar")).isEqualTo("[\"the scheduler\"]");
      assertThat(answer.json().at("/details/jobs").size()).isEqualTo(20);
    }
  }
}
