package io.nightjar.ops;

import io.nightjar.job.Roles;
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
  private final Clock clock;

  WatchdogHealthIndicator(Roles roles, WatchdogStatus status, Clock clock) {
    this.roles = roles;
    this.status = status;
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
    return health.build();
  }
}
