package io.nightjar.ops;

import io.nightjar.job.Roles;
import io.nightjar.watchdog.WatchdogStatus;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Component {@code watchdog}: whether this process watches, if that is its role. */
@Component
class WatchdogHealthIndicator implements HealthIndicator {

  private static final Duration LONGEST_PASS = Duration.ofSeconds(30);

  private final Roles roles;
  private final WatchdogStatus status;
  private final Clock clock;
  private final Instant createdAt;

  WatchdogHealthIndicator(Roles roles, WatchdogStatus status, Clock clock) {
    this.roles = roles;
    this.status = status;
    this.clock = clock;
    this.createdAt = clock.instant();
  }

  @Override
  public Health health() {
    if (!roles.watchdog()) {
      return Health.up().withDetail("role", "off").build();
    }
    Optional<Instant> lastPass = status.lastPass();
    Optional<String> failure = status.lastFailure();
    Duration age = Duration.between(lastPass.orElse(createdAt), clock.instant());
    boolean blind = failure.isPresent() || age.compareTo(LONGEST_PASS) > 0;
    Health.Builder health =
        blind ? Health.down() : lastPass.isPresent() ? Health.up() : Health.unknown();
    lastPass.ifPresentOrElse(
        at -> health.withDetail("lastPass", at.toString()),
        () -> health.withDetail("lastPass", "none yet"));
    failure.ifPresent(kind -> health.withDetail("lastFailure", kind));
    return health.build();
  }
}
