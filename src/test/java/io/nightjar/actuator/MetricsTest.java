package io.nightjar.actuator;

import static io.nightjar.web.problem.WebFixture.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.SettableClock;
import io.nightjar.incident.FollowUpState;
import io.nightjar.incident.Incident;
import io.nightjar.incident.IncidentFixture;
import io.nightjar.incident.IncidentKind;
import io.nightjar.incident.IncidentRepository;
import io.nightjar.ledger.run.Run;
import io.nightjar.ledger.run.RunRecorder;
import io.nightjar.ledger.run.RunResult;
import io.nightjar.ledger.run.RunTrigger;
import io.nightjar.web.problem.ApiClient;
import io.nightjar.web.problem.WebTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

@WebTest
class MetricsTest {

  private static final Instant OCCURRENCE = Instant.parse("2026-01-22T00:05:00Z");

  @Autowired
  private ApiClient api;

  @Autowired
  private RunRecorder runs;

  @Autowired
  private IncidentRepository incidents;

  @Autowired
  private SettableClock clock;

  @Autowired
  private TransactionTemplate transaction;

  private String[] scrape() {
    clock.advance(MetricsCache.FRESH_FOR);
    return api.as("viewer").get("/actuator/prometheus").body().split("\n");
  }

  @Test
  void each_job_says_when_it_last_worked_and_in_which_state_it_is() {
    UUID run = runs.fire("here", OCCURRENCE, RunTrigger.SCHEDULE, UUID.randomUUID(), OCCURRENCE)
        .map(Run::id)
        .orElseThrow();
    runs.started(run, Instant.parse("2026-01-22T00:05:01.5Z"), "scheduler");
    runs.finish(run, RunResult.succeeded(null), Instant.parse("2026-01-22T00:06:00Z"), "scheduler");

    assertThat(scrape())
        .contains(
            "nightjar_job_last_start_timestamp_seconds{job=\"here\"} 1.7690403015E9",
            "nightjar_job_last_success_timestamp_seconds{job=\"here\"} 1.76904036E9",
            "nightjar_job_state{job=\"here\",state=\"awaiting\"} 1.0",
            "nightjar_job_state{job=\"here\",state=\"missed\"} 0.0",
            "nightjar_job_state{job=\"elsewhere\",state=\"awaiting\"} 1.0")
        .noneMatch(
            line -> line.startsWith("nightjar_job_last_success_timestamp_seconds{job=\"early\"}"));
  }

  @Test
  void open_incidents_are_counted_by_kind() {
    assertThat(scrape()).contains("nightjar_incidents_open{kind=\"not_started\"} 0.0");
    transaction.executeWithoutResult(status -> IncidentFixture.open(
        incidents,
        List.of(new Incident(
            0,
            "here",
            null,
            IncidentKind.NOT_STARTED,
            OCCURRENCE,
            null,
            OCCURRENCE,
            null,
            START,
            UUID.randomUUID(),
            null,
            FollowUpState.NONE,
            null))));

    assertThat(scrape())
        .contains(
            "nightjar_incidents_open{kind=\"not_started\"} 1.0",
            "nightjar_incidents_open{kind=\"failed\"} 0.0");
  }

  @Test
  void the_watchdog_and_the_outbox_have_their_metrics() {
    assertThat(scrape())
        .contains(
            "nightjar_notifications_pending 0.0",
            "nightjar_watchdog_last_pass_timestamp_seconds NaN");
  }

  @Test
  void the_reading_says_how_old_it_is() {
    clock.set(Instant.parse("2026-01-22T01:00:00Z").minus(MetricsCache.FRESH_FOR));

    assertThat(scrape()).contains("nightjar_metrics_read_timestamp_seconds 1.7690436E9");
  }

  @Test
  void a_scrape_costs_one_reading_for_all_meters() {
    String[] first = scrape();
    clock.advance(Duration.ofSeconds(1));

    assertThat(api.as("viewer").get("/actuator/prometheus").body().split("\n"))
        .contains(List.of(first).stream()
            .filter(line -> line.startsWith("nightjar_metrics_read_timestamp_seconds"))
            .findFirst()
            .orElseThrow());
  }
}
