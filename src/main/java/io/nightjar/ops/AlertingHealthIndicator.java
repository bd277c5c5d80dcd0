package io.nightjar.ops;

import io.nightjar.alert.Alerting;
import io.nightjar.alert.AlertingFacts;
import io.nightjar.job.Roles;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.stereotype.Component;

/** Component {@code alerting}: whether anybody would be told. */
@Component
class AlertingHealthIndicator extends AbstractHealthIndicator {

  private static final Duration LONGEST_OWED = Duration.ofMinutes(2);

  private final Roles roles;
  private final Alerting alerting;
  private final Clock clock;

  AlertingHealthIndicator(Roles roles, Alerting alerting, Clock clock) {
    super("the outbox could not be read");
    this.roles = roles;
    this.alerting = alerting;
    this.clock = clock;
  }

  @Override
  protected void doHealthCheck(Health.Builder health) {
    if (!roles.watchdog()) {
      health.up().withDetail("role", "off");
      return;
    }
    AlertingFacts facts = alerting.facts(clock.instant());
    String problem = problem(facts);
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

  private static @Nullable String problem(AlertingFacts facts) {
    if (!facts.configured()) {
      return "no channel is configured: nobody will be told";
    }
    if (facts.refused()) {
      return "the channel refuses messages until somebody changes something";
    }
    if (facts.pending().oldestAge().compareTo(LONGEST_OWED) > 0) {
      return "a message has been owed for " + facts.pending().oldestAge().toMinutes() + " minutes";
    }
    return null;
  }
}
