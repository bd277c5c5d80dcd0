package io.nightjar.scheduler.quartz;

import io.nightjar.config.Roles;
import java.time.Clock;
import java.time.Instant;
import org.springframework.boot.quartz.autoconfigure.QuartzProperties;
import org.springframework.stereotype.Component;

/** What must be so before the first firing. */
@Component
record StartupPolicy(
    Roles roles,
    QuartzProperties quartz,
    CronCrossCheck crossCheck,
    TriggerReconciler reconciler,
    Clock clock) {

  /** Whether this process is to fire jobs. */
  boolean isWanted() {
    return roles.scheduler();
  }

  /** Whether nobody has told Quartz not to start. */
  boolean isAllowed() {
    return quartz.isAutoStartup();
  }

  /** Brings Quartz's tables in line with the catalogue. That the two engines read a schedule differently is only said. */
  void reconcile() {
    Instant now = clock.instant();
    crossCheck.warn(now);
    reconciler.reconcile(now);
  }
}
