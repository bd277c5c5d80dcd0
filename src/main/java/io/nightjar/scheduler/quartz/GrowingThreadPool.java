package io.nightjar.scheduler.quartz;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.quartz.spi.ThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * The threads that Quartz fires on. They are created on demand up to a limit, so that a few hung jobs do not block the
 * others, and end after a minute without work. Public because Quartz creates it by name.
 */
public final class GrowingThreadPool implements ThreadPool {

  private static final Logger LOG = LoggerFactory.getLogger(GrowingThreadPool.class);
  private static final long SLICE_MILLIS = 500;
  private static final long LONGEST_SHUTDOWN_SECONDS = 5;

  private final AtomicInteger number = new AtomicInteger();
  private final ExecutorService threads = Executors.newCachedThreadPool(this::daemon);
  private int threadCount = 1;
  private String threadNamePrefix = "quartz";
  private Semaphore free = new Semaphore(threadCount);

  /** The property {@code org.quartz.threadPool.threadCount}. */
  public void setThreadCount(int threadCount) {
    this.threadCount = threadCount;
  }

  /** The property {@code org.quartz.threadPool.threadNamePrefix}. */
  public void setThreadNamePrefix(String threadNamePrefix) {
    this.threadNamePrefix = threadNamePrefix;
  }

  /** Daemon threads: a job that hangs must not prevent the process from ending. */
  private Thread daemon(Runnable body) {
    Thread thread = new Thread(body, threadNamePrefix + "-" + number.incrementAndGet());
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public void initialize() {
    free = new Semaphore(threadCount);
  }

  /** Zero only while the scheduler is being stopped. */
  @Override
  public int blockForAvailableThreads() {
    if (!awaitFree()) {
      return 0;
    }
    free.release();
    return Math.max(1, free.availablePermits());
  }

  /** Never refuses, because Quartz would set the trigger of a refused run to ERROR. */
  @Override
  public boolean runInThread(Runnable run) {
    boolean counted = awaitFree();
    Runnable body = () -> {
      try {
        run.run();
      } catch (RuntimeException e) {
        // A job that hung until after the stop finds its scheduler gone.
        LOG.atLevel(threads.isShutdown() ? Level.DEBUG : Level.ERROR)
            .setCause(e)
            .log("the scheduler could not record the end of a job");
      } finally {
        if (counted) {
          free.release();
        }
      }
    };
    try {
      threads.execute(body);
    } catch (RejectedExecutionException stopping) {
      daemon(body).start();
    }
    return true;
  }

  private boolean awaitFree() {
    try {
      while (!threads.isShutdown()) {
        if (free.tryAcquire(SLICE_MILLIS, TimeUnit.MILLISECONDS)) {
          return true;
        }
      }
    } catch (InterruptedException halted) {
      // The scheduler's thread knows that it is halted. With its interrupt flag set it could not
      // end in order.
      return false;
    }
    return false;
  }

  /** Waits for jobs that end in time. A job that hangs keeps only its own thread. */
  @Override
  public void shutdown(boolean waitForJobsToComplete) {
    threads.shutdown();
    if (waitForJobsToComplete) {
      try {
        var unused = threads.awaitTermination(LONGEST_SHUTDOWN_SECONDS, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public int getPoolSize() {
    return threadCount;
  }

  @Override
  public void setInstanceId(String schedulerInstanceId) {
    // Not needed: the threads are named by their prefix.
  }

  @Override
  public void setInstanceName(String schedulerName) {
    // Not needed either.
  }
}
