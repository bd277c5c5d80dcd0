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
 * The threads that Quartz fires on: made when they are needed, up to a bound, so that some hung jobs do not keep the
 * others from their start, and ended when they have been idle for a minute. Public because Quartz makes it by name.
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

  /** A job that hangs for ever must not keep the process from ending. */
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

  /** Never refuses: a trigger whose run is refused goes to ERROR. */
  @Override
  public boolean runInThread(Runnable run) {
    boolean counted = awaitFree();
    Runnable body = () -> {
      try {
        run.run();
      } catch (RuntimeException e) {
        // What hung until after the stop finds its scheduler gone.
        LOG.atLevel(threads.isShutdown() ? Level.DEBUG : Level.ERROR)
            .setCause(e)
            .log("the scheduler could not note the end of what it fired");
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
      // The scheduler's thread knows that it is halted; interrupted for good, it could not end in
      // order.
      return false;
    }
    return false;
  }

  /** Waits for what ends. What hangs keeps its thread, and nobody else. */
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
    // The names of its threads need none.
  }

  @Override
  public void setInstanceName(String schedulerName) {
    // The same.
  }
}
