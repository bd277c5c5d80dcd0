package io.nightjar.actuator;

import io.nightjar.instance.SchedulerState;
import io.nightjar.instance.SchedulerStatus;
import io.nightjar.rehearsal.RehearsalService;
import java.util.List;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Component {@code scheduler}: whether this process fires jobs, if that is its role, and whether they can start. */
@Component
public class SchedulerHealthIndicator implements HealthIndicator {

  private static final int MOST_NAMES = 20;

  private final SchedulerStatus scheduler;
  private final RehearsalService rehearsals;

  SchedulerHealthIndicator(SchedulerStatus scheduler, RehearsalService rehearsals) {
    this.scheduler = scheduler;
    this.rehearsals = rehearsals;
  }

  @Override
  public Health health() {
    try {
      SchedulerState state = scheduler.state();
      return state == SchedulerState.OFF
          ? Health.up().withDetail("role", "off").build()
          : withStarts(of(state));
    } catch (IllegalStateException e) {
      return Health.down()
          .withDetail("problem", "the scheduler does not answer")
          .build();
    }
  }

  private static Health of(SchedulerState state) {
    Health.Builder health = state == SchedulerState.STARTED ? Health.up() : Health.down();
    return health.withDetail("state", state.word().replace('_', ' ')).build();
  }

  /** A scheduler that fires jobs which cannot start is of no use, however well it is. */
  private Health withStarts(Health state) {
    List<String> cannotStart = rehearsals.cannotStart();
    return cannotStart.isEmpty()
        ? state
        : Health.down()
            .withDetails(state.getDetails())
            .withDetail("cannotStart", cannotStart.stream().limit(MOST_NAMES).toList())
            .withDetail("cannotStartCount", cannotStart.size())
            .build();
  }
}
