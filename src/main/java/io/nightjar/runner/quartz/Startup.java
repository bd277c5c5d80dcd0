package io.nightjar.runner.quartz;

import io.nightjar.job.Roles;
import java.time.Clock;
import java.time.Instant;
import org.springframework.boot.quartz.autoconfigure.QuartzProperties;
import org.springframework.stereotype.Component;

/** What must be so before the first firing. */
@Component
record Startup(
    Roles roles,
    QuartzProperties quartz,
    CrossCheck crossCheck,
    Reconciler reconciler,
    Clock clock) {

  /** Whether this process is to fire jobs. */
  boolean isWanted() {
    return roles.scheduler();
  }

  /** Whether nobody has told Quartz not to start. */
  boolean isAllowed() {
    return quartz.isAutoStartup();
  }

  /** Has the two engines agree on the schedules, and Quartz's tables with the catalogue. */
  void agree() {
    Instant now = clock.instant();
    crossCheck.check(now);
    reconciler.reconcile(now);
  }
}
