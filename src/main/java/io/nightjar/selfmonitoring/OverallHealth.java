package io.nightjar.selfmonitoring;

import io.nightjar.notification.dispatch.AlertingState;
import io.nightjar.notification.dispatch.AlertingStatus;
import io.nightjar.watchdog.WatchdogStatus;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Whether this process watches and can notify people: combines the loop, the database and the deliveries. */
@Component
class OverallHealth {

  static final String NO_LOOK_YET = "the watchdog has not looked yet";

  private static final Duration DELIVERING_WITHIN = Duration.ofMinutes(1);

  private final WatchdogStatus watchdog;
  private final AlertingStatus alerting;

  OverallHealth(WatchdogStatus watchdog, AlertingStatus alerting) {
    this.watchdog = watchdog;
    this.alerting = alerting;
  }

  /** What is not well, in words that name no secret; null when all is. Asks the database, and so may take seconds. */
  @Nullable
  String problem(Instant now) {
    if (watchdog.lastPass().isEmpty()) {
      return NO_LOOK_YET;
    }
    if (watchdog.lastFailure().isPresent() || watchdog.blindSince(now).isPresent()) {
      return "the watchdog cannot see";
    }
    try {
      return deliveries(now);
    } catch (RuntimeException e) {
      return "the database does not answer";
    }
  }

  private @Nullable String deliveries(Instant now) {
    AlertingState facts = alerting.facts(now);
    if (!facts.configured()) {
      return "no alert channel is configured";
    }
    Instant lastPass = facts.lastPass();
    if (lastPass == null || lastPass.plus(DELIVERING_WITHIN).isBefore(now)) {
      return "messages are not being delivered";
    }
    return alerting.stuck(now).isEmpty() ? null : "a place does not take its messages";
  }
}
