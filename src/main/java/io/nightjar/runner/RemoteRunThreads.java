package io.nightjar.runner;

import io.nightjar.instance.SchedulerProperties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.core.task.TaskRejectedException;
import org.springframework.stereotype.Component;

/**
 * Threads for runs that are done elsewhere: they only wait, so they hold no thread of the scheduler. Virtual ones where
 * the JDK has some that a lock does not pin.
 */
@Component
class RemoteRunThreads {

  private static final Logger LOG = LoggerFactory.getLogger(RemoteRunThreads.class);
  private static final int UNPINNED_SINCE = 24;

  private final SimpleAsyncTaskExecutor threads = new SimpleAsyncTaskExecutor("nightjar-waiting-");

  RemoteRunThreads(SchedulerProperties settings) {
    threads.setVirtualThreads(Runtime.version().feature() >= UNPINNED_SINCE);
    threads.setDaemon(true);
    threads.setConcurrencyLimit(settings.waitingRuns());
    threads.setRejectTasksWhenLimitReached(true);
  }

  /** Has it done elsewhere; beyond the limit by the calling thread. */
  void execute(Runnable run) {
    try {
      threads.execute(run);
    } catch (TaskRejectedException full) {
      LOG.warn("all nightjar.scheduler.waiting-runs are in use: a run waits on a thread of the"
          + " scheduler");
      run.run();
    }
  }
}
