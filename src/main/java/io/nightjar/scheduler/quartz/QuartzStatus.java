package io.nightjar.scheduler.quartz;

import io.nightjar.config.Roles;
import io.nightjar.instance.SchedulerState;
import io.nightjar.instance.SchedulerStatus;
import io.nightjar.runner.ActiveRuns;
import java.util.Arrays;
import java.util.Objects;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.springframework.boot.quartz.autoconfigure.QuartzProperties;
import org.springframework.stereotype.Component;

/**
 * Reads the state of Quartz's scheduler. Quartz still reports "started" when its own thread has ended, so the thread is
 * checked as well.
 */
@Component
class QuartzStatus implements SchedulerStatus {

  private final Roles roles;
  private final Scheduler scheduler;
  private final QuartzProperties quartz;
  private final ActiveRuns activeRuns;
  private final String thread;

  QuartzStatus(
      Roles roles,
      Scheduler scheduler,
      QuartzProperties quartz,
      QuartzDefaults defaults,
      ActiveRuns activeRuns) {
    this.roles = roles;
    this.scheduler = scheduler;
    this.quartz = quartz;
    this.activeRuns = activeRuns;
    this.thread =
        quartz.getProperties().getOrDefault(QuartzDefaults.THREAD_NAME, defaults.threadName());
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
    if (activeRuns.isStopping()) {
      return SchedulerState.STOPPING;
    }
    if (scheduler.isShutdown()) {
      return SchedulerState.SHUT_DOWN;
    }
    // The thread is alive from the creation of the scheduler on, before its start.
    if (!isThreadAlive()) {
      return SchedulerState.DEAD;
    }
    // Quartz also reports "started" for a scheduler that was put into standby later.
    if (scheduler.getMetaData().getRunningSince() == null) {
      return quartz.isAutoStartup() ? SchedulerState.STARTING : SchedulerState.STANDBY;
    }
    return scheduler.isInStandbyMode() ? SchedulerState.STANDBY : SchedulerState.STARTED;
  }

  private boolean isThreadAlive() {
    ThreadGroup root = Thread.currentThread().getThreadGroup();
    while (root.getParent() != null) {
      root = root.getParent();
    }
    Thread[] threads = new Thread[root.activeCount() * 2 + 16];
    int found = root.enumerate(threads, true);
    return Arrays.stream(threads, 0, found)
        .filter(Objects::nonNull)
        .anyMatch(each -> each.getName().equals(thread) && each.isAlive());
  }
}
