package io.nightjar.scheduler.quartz;

import io.nightjar.config.Roles;
import java.time.Clock;
import java.time.Instant;
import org.springframework.boot.quartz.autoconfigure.QuartzProperties;
import org.springframework.stereotype.Component;

/** What is checked and repaired before the first firing. */
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

  /** Whether Quartz is configured to start. */
  boolean isAllowed() {
    return quartz.isAutoStartup();
  }

  /**
   * Brings Quartz's tables in line with the catalogue. A schedule that the two cron engines read differently is only
   * logged.
   */
  void reconcile() {
    Instant now = clock.instant();
    crossCheck.warn(now);
    reconciler.reconcile(now);
  }
}
