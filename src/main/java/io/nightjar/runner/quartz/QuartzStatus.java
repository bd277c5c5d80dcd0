package io.nightjar.runner.quartz;

import io.nightjar.job.Roles;
import io.nightjar.ledger.SchedulerState;
import io.nightjar.runner.SchedulerStatus;
import java.util.Arrays;
import java.util.Objects;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.springframework.stereotype.Component;

/**
 * Reads the state of Quartz's scheduler. Quartz goes on saying "started" when its own thread has ended, so that thread is
 * looked for as well.
 */
@Component
class QuartzStatus implements SchedulerStatus {

  private static final String THREAD =
      QuartzConfiguration.SCHEDULER_NAME + "_QuartzSchedulerThread";

  private final Roles roles;
  private final Scheduler scheduler;

  QuartzStatus(Roles roles, Scheduler scheduler) {
    this.roles = roles;
    this.scheduler = scheduler;
  }

  @Override
  public SchedulerState state() {
    if (!roles.scheduler()) {
      return SchedulerState.OFF;
    }
    try {
      return ofQuartz();
    } catch (SchedulerException e) {
      throw new IllegalStateException("the scheduler does not answer: " + e.getMessage(), e);
    }
  }

  private SchedulerState ofQuartz() throws SchedulerException {
    if (scheduler.isShutdown()) {
      return SchedulerState.SHUT_DOWN;
    }
    // The thread lives from the making of the scheduler on, before its start.
    if (!isThreadAlive()) {
      return SchedulerState.DEAD;
    }
    // Quartz says "started" of a scheduler that has been put into standby since.
    if (scheduler.getMetaData().getRunningSince() == null) {
      return SchedulerState.STARTING;
    }
    return scheduler.isInStandbyMode() ? SchedulerState.STANDBY : SchedulerState.STARTED;
  }

  private static boolean isThreadAlive() {
    ThreadGroup root = Thread.currentThread().getThreadGroup();
    while (root.getParent() != null) {
      root = root.getParent();
    }
    Thread[] threads = new Thread[root.activeCount() * 2 + 16];
    int found = root.enumerate(threads, true);
    return Arrays.stream(threads, 0, found)
        .filter(Objects::nonNull)
        .anyMatch(thread -> thread.getName().equals(THREAD) && thread.isAlive());
  }
}
