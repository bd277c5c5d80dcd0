package io.nightjar.scheduler.quartz;

import io.nightjar.instance.SchedulerProperties;
import io.nightjar.runner.ActiveRuns;
import io.nightjar.scheduler.SchedulerMaintenance;
import java.time.Duration;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Starts the scheduler when everything else has started and Quartz is in line with the catalogue, and stops it before
 * everything else: runs that are still waited for need their call-backs and the database.
 */
@Component
class SchedulerLifecycle implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(SchedulerLifecycle.class);

  /** All runs have ended by then; only their ends are still to be written. */
  private static final Duration LONGEST_SHUTDOWN = Duration.ofSeconds(5);

  private final SchedulerProperties settings;
  private final StartupPolicy startup;
  private final Scheduler scheduler;
  private final SchedulerMaintenance maintenance;
  private final ActiveRuns activeRuns;
  private volatile boolean running;

  SchedulerLifecycle(
      SchedulerProperties settings,
      StartupPolicy startup,
      Scheduler scheduler,
      SchedulerMaintenance maintenance,
      ActiveRuns activeRuns) {
    this.settings = settings;
    this.startup = startup;
    this.scheduler = scheduler;
    this.maintenance = maintenance;
    this.activeRuns = activeRuns;
  }

  @Override
  public void start() {
    running = true;
    if (!startup.isWanted()) {
      LOG.info("this process fires no jobs: nightjar.scheduler.enabled is false");
      return;
    }
    startup.reconcile();
    if (!startup.isAllowed()) {
      LOG.error("This process fires NO JOBS: spring.quartz.auto-startup is false; remove it");
      return;
    }
    try {
      scheduler.start();
    } catch (SchedulerException e) {
      throw new IllegalStateException("the scheduler cannot be started: " + e.getMessage(), e);
    }
    maintenance.start();
  }

  @Override
  public void stop() {
    running = false;
    maintenance.stop();
    try {
      scheduler.standby();
      boolean ended = activeRuns.stop(settings.stopWithin());
      if (!shutDown(ended)) {
        LOG.warn(
            "the scheduler did not end within {}; the stop goes on without it", LONGEST_SHUTDOWN);
      }
    } catch (SchedulerException e) {
      LOG.warn("the scheduler did not stop cleanly: {}", e.toString());
    }
  }

  /**
   * Quartz waits forever for a worker that it stopped at the moment in which the worker was given a job. The wait is
   * limited, because the beans that stop afterwards would never be stopped.
   */
  private boolean shutDown(boolean waiting) {
    Thread ending = new Thread(() -> end(waiting), "nightjar-scheduler-end");
    ending.setDaemon(true);
    ending.start();
    try {
      ending.join(LONGEST_SHUTDOWN.toMillis());
      return !ending.isAlive();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void end(boolean waiting) {
    try {
      scheduler.shutdown(waiting);
    } catch (SchedulerException e) {
      LOG.warn("the scheduler did not shut down cleanly: {}", e.toString());
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  @Override
  public int getPhase() {
    return Integer.MAX_VALUE;
  }
}
