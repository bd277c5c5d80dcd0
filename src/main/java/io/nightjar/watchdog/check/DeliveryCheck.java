package io.nightjar.watchdog.check;

import io.nightjar.incident.Finding;
import io.nightjar.incident.Findings;
import io.nightjar.incident.Findings.Endings;
import io.nightjar.incident.IncidentKind;
import io.nightjar.incident.Resolution;
import io.nightjar.notification.dispatch.AlertingStatus;
import io.nightjar.watchdog.Check;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Reports destinations that take no messages. */
@Component
class DeliveryCheck implements Check {

  private static final Duration EVERY = Duration.ofSeconds(5);

  private final AlertingStatus alerting;

  DeliveryCheck(AlertingStatus alerting) {
    this.alerting = alerting;
  }

  @Override
  public Duration every() {
    return EVERY;
  }

  @Override
  public Optional<Findings> check(Instant now) {
    List<Finding> undeliverable = alerting.stuck(now).stream()
        .map(it -> Finding.of(IncidentKind.UNDELIVERABLE, it.subject(), it.error()))
        .toList();
    return Optional.of(new Findings(
        IncidentKind.UNDELIVERABLE, undeliverable, Endings.all(Resolution.DELIVERED_AGAIN)));
  }
}
