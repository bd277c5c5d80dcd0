package io.nightjar.ops;

import io.nightjar.ledger.SchedulerState;
import io.nightjar.runner.SchedulerStatus;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Component {@code scheduler}: whether this process fires jobs, if that is its role. */
@Component
class SchedulerHealthIndicator implements HealthIndicator {

  private final SchedulerStatus scheduler;

  SchedulerHealthIndicator(SchedulerStatus scheduler) {
    this.scheduler = scheduler;
  }

  @Override
  public Health health() {
    try {
      return of(scheduler.state());
    } catch (IllegalStateException e) {
      return Health.down()
          .withDetail("problem", "the scheduler does not answer")
          .build();
    }
  }

  private static Health of(SchedulerState state) {
    if (state == SchedulerState.OFF) {
      return Health.up().withDetail("role", "off").build();
    }
    Health.Builder health = state == SchedulerState.STARTED ? Health.up() : Health.down();
    return health.withDetail("state", state.word().replace('_', ' ')).build();
  }
}
