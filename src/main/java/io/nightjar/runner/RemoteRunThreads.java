package io.nightjar.runner;

import io.nightjar.instance.SchedulerProperties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.core.task.TaskRejectedException;
import org.springframework.stereotype.Component;

/**
 * Threads for runs whose work a remote service does. They only wait, so they use no thread of the scheduler. The
 * threads are virtual from the JDK version on in which a lock does not pin them.
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

  /** Executes the run on its own thread, or on the calling thread when the limit is reached. */
  void execute(Runnable run) {
    try {
      threads.execute(run);
    } catch (TaskRejectedException full) {
      LOG.warn(
          "the limit nightjar.scheduler.waiting-runs is reached: this run waits on a thread of the scheduler");
      run.run();
    }
  }
}
