package io.nightjar.actuator;

import io.nightjar.config.Roles;
import io.nightjar.instance.DatabaseAvailability;
import io.nightjar.notification.dispatch.AlertingState;
import io.nightjar.notification.dispatch.AlertingStatus;
import io.nightjar.notification.outbox.UndeliverableDestination;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/** Component {@code alerting}: whether people can be notified. */
class AlertingHealthIndicator extends AbstractHealthIndicator {

  private final Roles roles;
  private final AlertingStatus alerting;
  private final DatabaseAvailability reach;
  private final Clock clock;

  AlertingHealthIndicator(
      Roles roles, AlertingStatus alerting, DatabaseAvailability reach, Clock clock) {
    super("the outbox could not be read");
    this.roles = roles;
    this.alerting = alerting;
    this.reach = reach;
    this.clock = clock;
  }

  @Override
  protected void doHealthCheck(Health.Builder health) {
    if (!roles.watchdog()) {
      health.up().withDetail("role", "off");
      return;
    }
    if (reach.isAway()) {
      health.down().withDetail("problem", "the database does not answer");
      return;
    }
    Instant now = clock.instant();
    AlertingState facts = alerting.facts(now);
    String problem = problem(facts, alerting.stuck(now), now);
    if (problem == null) {
      health.up();
    } else {
      health.down().withDetail("problem", problem);
    }
    health
        .withDetail("channel", facts.channel())
        .withDetail("pending", facts.pending().count())
        .withDetail("refused", facts.pending().refused());
    Instant delivered = facts.lastDelivered();
    if (delivered != null) {
      health.withDetail("lastDelivered", delivered.toString());
    }
    String error = facts.lastError();
    if (error != null) {
      health.withDetail("lastError", error);
    }
  }

  /** Until a delivery succeeds: a place that has once refused is not well because nothing was tried since. */
  private static @Nullable String problem(
      AlertingState facts, List<UndeliverableDestination> stuck, Instant now) {
    if (!facts.configured()) {
      return "no channel is configured: nobody will be notified";
    }
    return stuck.isEmpty()
        ? null
        : stuck.stream().map(each -> problem(each, now)).collect(Collectors.joining("; "));
  }

  private static String problem(UndeliverableDestination stuck, Instant now) {
    String place = stuck.destination().toString().strip();
    if (stuck.content()) {
      return place + " refuses the text of " + stuck.owed() + " notifications";
    }
    return stuck.refused()
        ? place + " refuses every message until its configuration is corrected"
        : place + " has not taken a message for "
            + Duration.between(stuck.since(), now).toMinutes() + " minutes";
  }
}
