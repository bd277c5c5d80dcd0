package io.nightjar.actuator;

import io.nightjar.config.Roles;
import io.nightjar.instance.InstanceStatusReader;
import io.nightjar.selfmonitoring.DeadManSwitch;
import io.nightjar.watchdog.WatchdogStatus;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Component {@code watchdog}: whether this process watches, if that is its role. Asks the memory alone, so it never hangs. */
@Component
class WatchdogHealthIndicator implements HealthIndicator {

  private final Roles roles;
  private final WatchdogStatus status;
  private final DeadManSwitch deadMan;
  private final InstanceStatusReader vitalSigns;
  private final Clock clock;

  WatchdogHealthIndicator(
      Roles roles,
      WatchdogStatus status,
      DeadManSwitch deadMan,
      InstanceStatusReader vitalSigns,
      Clock clock) {
    this.roles = roles;
    this.status = status;
    this.deadMan = deadMan;
    this.vitalSigns = vitalSigns;
    this.clock = clock;
  }

  @Override
  public Health health() {
    if (!roles.watchdog()) {
      return Health.up().withDetail("role", "off").build();
    }
    Optional<Instant> lastPass = status.lastPass();
    Optional<String> failure = status.lastFailure();
    Optional<Instant> blindSince = status.blindSince(clock.instant());
    boolean blind = failure.isPresent() || blindSince.isPresent();
    Health.Builder health =
        blind ? Health.down() : lastPass.isPresent() ? Health.up() : Health.unknown();
    lastPass.ifPresentOrElse(
        at -> health.withDetail("lastPass", at.toString()),
        () -> health.withDetail("lastPass", "none yet"));
    failure.ifPresent(kind -> health.withDetail("lastFailure", kind));
    blindSince.ifPresent(since -> health.withDetail("blindSince", since.toString()));
    vitalSigns.clockAhead().ifPresent(ahead -> health.withDetail("clockAhead", ahead.toString()));
    deadMan(health);
    return health.build();
  }

  /** Whether the dead man's switch is called makes this process no less able to watch. */
  private void deadMan(Health.Builder health) {
    if (deadMan.isConfigured()) {
      deadMan.lastCalled().ifPresent(at -> health.withDetail("deadManCalled", at.toString()));
      deadMan.problem().ifPresent(why -> health.withDetail("deadManProblem", why));
    }
  }
}
