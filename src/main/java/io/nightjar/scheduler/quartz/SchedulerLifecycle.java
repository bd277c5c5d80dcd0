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
 * Starts firing when everything else is up and Quartz agrees with the catalogue, and ends it before anything else goes
 * down: a run that is waited for needs its call-backs and the database.
 */
@Component
class SchedulerLifecycle implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(SchedulerLifecycle.class);

  /** All runs have ended by then; what is left is to write it. */
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
      LOG.error("NO JOB IS FIRED by this process: spring.quartz.auto-startup is false; remove it");
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
        LOG.warn("the scheduler has not ended within {}: it is left behind", LONGEST_SHUTDOWN);
      }
    } catch (SchedulerException e) {
      LOG.warn("the scheduler did not stop in order: {}", e.toString());
    }
  }

  /**
   * Quartz waits without end for a worker that it stopped at the very moment in which it was given something to do. So it
   * is waited for, but not for ever: what is stopped after it would never be.
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
      LOG.warn("the scheduler did not end in order: {}", e.toString());
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
