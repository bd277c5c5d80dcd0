package io.nightjar.watchdog.check;

import io.nightjar.incident.Incident;
import io.nightjar.incident.IncidentKind;
import io.nightjar.incident.Incidents;
import io.nightjar.incident.Resolution;
import io.nightjar.incident.Subject;
import io.nightjar.watchdog.Interval;
import io.nightjar.watchdog.OwnIncidents;
import io.nightjar.watchdog.WatchdogTask;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Ends, once somebody watches again, what others have told while nobody did. They are given time to say so themselves, in
 * the thread of their own message.
 */
@Component
@Order(WatchdogTask.ROLES)
class WatchdogReturnCheck implements WatchdogTask {

  private static final Duration EVERY = Duration.ofSeconds(30);
  private static final Duration LEFT_TO_OTHERS = Duration.ofMinutes(1);

  private final Incidents incidents;
  private final OwnIncidents own;
  private final Interval rhythm = new Interval(EVERY);
  private @Nullable Instant openSince;

  WatchdogReturnCheck(Incidents incidents, OwnIncidents own) {
    this.incidents = incidents;
    this.own = own;
  }

  @Override
  public boolean step(Instant now) {
    if (rhythm.beats(now)) {
      look(now);
    }
    return false;
  }

  private void look(Instant now) {
    boolean open = incidents.openOf(IncidentKind.WATCHDOG_BLIND).stream()
        .anyMatch(WatchdogReturnCheck::isOfRole);
    if (!open) {
      openSince = null;
    } else if (openSince == null || now.isBefore(openSince)) {
      openSince = now;
    } else if (!now.isBefore(openSince.plus(LEFT_TO_OTHERS))) {
      own.settle(
          IncidentKind.WATCHDOG_BLIND,
          WatchdogReturnCheck::isOfRole,
          List.of(),
          Resolution.RECOVERED,
          now);
    }
  }

  private static boolean isOfRole(Incident incident) {
    return Subject.WATCHDOG.equals(incident.subject());
  }
}
