package io.nightjar.ops;

import io.nightjar.job.Roles;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Component {@code scheduler}: whether this process fires jobs, if that is its role. */
@Component
class SchedulerHealthIndicator implements HealthIndicator {

  private final Roles roles;
  private final ObjectProvider<Scheduler> scheduler;

  SchedulerHealthIndicator(Roles roles, ObjectProvider<Scheduler> scheduler) {
    this.roles = roles;
    this.scheduler = scheduler;
  }

  @Override
  public Health health() {
    if (!roles.scheduler()) {
      return Health.up().withDetail("role", "off").build();
    }
    Scheduler quartz = scheduler.getIfAvailable();
    if (quartz == null) {
      return Health.down().withDetail("problem", "there is no scheduler").build();
    }
    try {
      return state(quartz);
    } catch (SchedulerException e) {
      return Health.down()
          .withDetail("problem", "the scheduler does not answer")
          .build();
    }
  }

  private static Health state(Scheduler quartz) throws SchedulerException {
    if (quartz.isShutdown()) {
      return Health.down().withDetail("state", "shut down").build();
    }
    // Quartz says "started" of a scheduler that has been put into standby since.
    if (quartz.isInStandbyMode()) {
      return Health.down().withDetail("state", "standby").build();
    }
    return quartz.isStarted()
        ? Health.up().withDetail("state", "started").build()
        : Health.down().withDetail("state", "not started").build();
  }
}
