package io.nightjar.watchdog.check;

import io.nightjar.incident.Findings;
import io.nightjar.incident.Incident;
import io.nightjar.incident.IncidentKind;
import io.nightjar.incident.IncidentRepository;
import io.nightjar.incident.Resolution;
import io.nightjar.incident.Subject;
import io.nightjar.watchdog.Check;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Resolves, once a watchdog is active again, the incidents that other processes reported while none was. Those processes first get time to do it themselves, in
 * the thread of their own message.
 */
@Component
class WatchdogReturnCheck implements Check {

  private static final Duration EVERY = Duration.ofSeconds(30);
  private static final Duration LEFT_TO_OTHERS = Duration.ofMinutes(1);

  private final IncidentRepository incidents;
  private @Nullable Instant openSince;

  WatchdogReturnCheck(IncidentRepository incidents) {
    this.incidents = incidents;
  }

  @Override
  public Duration every() {
    return EVERY;
  }

  @Override
  public Optional<Findings> check(Instant now) {
    boolean open = incidents.openOf(IncidentKind.WATCHDOG_BLIND).stream()
        .anyMatch(WatchdogReturnCheck::isOfRole);
    if (!open) {
      openSince = null;
    } else if (openSince == null || now.isBefore(openSince)) {
      openSince = now;
    } else if (!now.isBefore(openSince.plus(LEFT_TO_OTHERS))) {
      return Optional.of(new Findings(
          IncidentKind.WATCHDOG_BLIND,
          List.of(),
          it -> isOfRole(it) ? Optional.of(Resolution.RECOVERED) : Optional.empty()));
    }
    return Optional.empty();
  }

  private static boolean isOfRole(Incident incident) {
    return Subject.WATCHDOG.equals(incident.subject());
  }
}
