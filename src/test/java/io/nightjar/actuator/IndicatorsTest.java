package io.nightjar.actuator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.nightjar.SettableClock;
import io.nightjar.config.Roles;
import io.nightjar.incident.IncidentRepository;
import io.nightjar.instance.DatabaseAvailability;
import io.nightjar.instance.InstanceStatusReader;
import io.nightjar.instance.SchedulerState;
import io.nightjar.instance.SchedulerStatus;
import io.nightjar.notification.Destination;
import io.nightjar.notification.dispatch.AlertingState;
import io.nightjar.notification.dispatch.AlertingStatus;
import io.nightjar.notification.outbox.OutboxBacklog;
import io.nightjar.notification.outbox.UndeliverableDestination;
import io.nightjar.rehearsal.RehearsalService;
import io.nightjar.selfmonitoring.DeadManSwitch;
import io.nightjar.watchdog.WatchdogStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mockito.Mockito;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

class IndicatorsTest {

  private static final Instant NOW = Instant.parse("2026-01-22T00:10:00Z");
  private static final Roles BOTH = new Roles(true, true);
  private static final Roles NONE = new Roles(false, false);

  private final SettableClock clock = new SettableClock(NOW);
  private final WatchdogStatus watchdog = mock();
  private final AlertingStatus alerting = mock();
  private final RehearsalService rehearsals = mock();
  private final DatabaseAvailability reach = new DatabaseAvailability();
  private final DeadManSwitch deadMan = mock();
  private final InstanceStatusReader vitalSigns = mock();

  private Health watchdog(
      Optional<Instant> lastPass, Optional<Instant> blindSince, Optional<String> failure) {
    when(watchdog.lastPass()).thenReturn(lastPass);
    when(watchdog.blindSince(NOW)).thenReturn(blindSince);
    when(watchdog.lastFailure()).thenReturn(failure);
    return indicator(BOTH).health();
  }

  @ParameterizedTest(name = "passed {0}, blind {1}, failure {2}: {3}")
  @CsvSource({
    "true, false,, UP",
    "true, true,, DOWN",
    "true, false, SQLException, DOWN",
    "false, false,, UNKNOWN",
    "false, true,, DOWN"
  })
  void the_watchdog_is_down_when_it_does_not_pass(
      boolean passed, boolean blind, String failure, String status) {
    Health health = watchdog(
        passed ? Optional.of(NOW) : Optional.empty(),
        blind ? Optional.of(NOW) : Optional.empty(),
        Optional.ofNullable(failure));

    assertThat(health.getStatus().getCode()).isEqualTo(status);
    assertThat(health.getDetails().containsKey("blindSince")).isEqualTo(blind);
  }

  private WatchdogHealthIndicator indicator(Roles roles) {
    return new WatchdogHealthIndicator(roles, watchdog, deadMan, vitalSigns, clock);
  }

  @Test
  void the_watchdog_says_how_its_clock_and_the_dead_mans_switch_are() {
    when(deadMan.isConfigured()).thenReturn(true);
    when(deadMan.lastCalled()).thenReturn(Optional.of(NOW));
    when(deadMan.problem()).thenReturn(Optional.of("it answered 500"));
    when(vitalSigns.clockAhead()).thenReturn(Optional.of(Duration.ofMillis(1_500)));

    assertThat(watchdog(Optional.of(NOW), Optional.empty(), Optional.empty()))
        .isEqualTo(Health.up()
            .withDetail("lastPass", NOW.toString())
            .withDetail("clockAhead", "PT1.5S")
            .withDetail("deadManCalled", NOW.toString())
            .withDetail("deadManProblem", "it answered 500")
            .build());
  }

  private final SchedulerStatus scheduler = mock();

  @Test
  void a_scheduler_is_down_while_jobs_cannot_start_and_names_them() {
    when(scheduler.state()).thenReturn(SchedulerState.STARTED);
    when(rehearsals.cannotStart()).thenReturn(List.of("nightly"));

    Health health = new SchedulerHealthIndicator(scheduler, rehearsals).health();

    assertThat(health.getStatus()).isEqualTo(Status.DOWN);
    assertThat(health.getDetails())
        .containsEntry("state", "started")
        .containsEntry("cannotStart", List.of("nightly"));
  }

  @ParameterizedTest
  @CsvSource({
    "OFF, UP, role, off",
    "STARTED, UP, state, started",
    "STARTING, DOWN, state, starting",
    "STANDBY, DOWN, state, standby",
    "STOPPING, DOWN, state, stopping",
    "SHUT_DOWN, DOWN, state, shut down",
    "DEAD, DOWN, state, dead"
  })
  void the_scheduler_is_up_only_when_it_fires(
      SchedulerState state, String status, String detail, String text) {
    when(scheduler.state()).thenReturn(state);

    Health health = new SchedulerHealthIndicator(scheduler, rehearsals).health();

    assertThat(health.getStatus().getCode()).isEqualTo(status);
    assertThat(health.getDetails()).containsExactly(Map.entry(detail, text));
  }

  @Test
  void a_scheduler_that_does_not_answer_is_down() {
    when(scheduler.state()).thenThrow(new IllegalStateException("broken"));

    assertThat(new SchedulerHealthIndicator(scheduler, rehearsals).health().getStatus())
        .isEqualTo(Status.DOWN);
  }

  @ParameterizedTest(name = "configured {0}, stuck {1}, refused {2}: {3} {4}")
  @CsvSource({
    "true,  false, false, UP,",
    "true,  true,  false, DOWN, slack #sync has not taken a message for 3 minutes",
    "true,  true,  true,  DOWN, slack #sync refuses every message until its configuration is corrected",
    "false, false, false, DOWN, no channel is configured: nobody will be notified"
  })
  void alerting_is_down_when_nobody_would_be_told(
      boolean configured, boolean stuck, boolean refused, String status, @Nullable String problem) {
    Instant since = NOW.minus(Duration.ofMinutes(3));
    when(alerting.facts(any()))
        .thenReturn(new AlertingState(
            configured,
            "slack",
            true,
            NOW,
            null,
            null,
            new OutboxBacklog(0, 0, null, Duration.ZERO)));
    when(alerting.stuck(NOW))
        .thenReturn(
            stuck
                ? List.of(new UndeliverableDestination(
                    new Destination("slack", "#sync"), since, refused, false, "gone", 1))
                : List.of());

    Health health = new AlertingHealthIndicator(BOTH, alerting, reach, clock).health();

    assertThat(health.getStatus().getCode()).isEqualTo(status);
    assertThat(health.getDetails().get("problem")).isEqualTo(problem);
  }

  @Test
  void alerting_is_down_when_the_outbox_cannot_be_read() {
    when(alerting.facts(any())).thenThrow(new IllegalStateException("no connection"));

    assertThat(
            new AlertingHealthIndicator(BOTH, alerting, reach, clock).health().getStatus())
        .isEqualTo(Status.DOWN);
  }

  @Test
  void a_role_that_is_off_is_nothing_wrong() {
    assertThat(indicator(NONE).health())
        .isEqualTo(Health.up().withDetail("role", "off").build());
    assertThat(new AlertingHealthIndicator(NONE, alerting, reach, clock).health())
        .isEqualTo(Health.up().withDetail("role", "off").build());
  }

  @Test
  void while_the_database_is_away_nothing_waits_for_it_again() {
    reach.away(true);
    IncidentRepository incidents = mock();

    Health alerts = new AlertingHealthIndicator(BOTH, alerting, reach, clock).health();
    Health jobs = new JobsHealthIndicator(incidents, reach).health();

    assertThat(List.of(alerts, jobs))
        .allSatisfy(health -> assertThat(health.getDetails())
            .containsEntry("problem", "the database does not answer"));
    assertThat(List.of(alerts.getStatus(), jobs.getStatus())).containsOnly(Status.DOWN);
    Mockito.verifyNoInteractions(alerting, incidents);
  }
}
