package io.nightjar.ops;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Drives the pulse on a thread of its own, which nothing ends but the stop of the process. First to start, so that every
 * run is an instance's that is known; last to stop, so that the goodbye comes when the runner has left its runs.
 */
@Component
class PulseLoop implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(PulseLoop.class);
  private static final Duration LONGEST_STOP = Duration.ofSeconds(5);

  private final Pulse pulse;
  private final Duration every;
  private @Nullable Thread thread;
  private CountDownLatch stop = new CountDownLatch(1);
  private boolean failing;

  PulseLoop(Pulse pulse, InstanceSettings settings) {
    this.pulse = pulse;
    this.every = settings.pulseEvery();
  }

  @Override
  public synchronized void start() {
    stop = new CountDownLatch(1);
    step();
    CountDownLatch stopping = stop;
    Thread beating = new Thread(() -> run(stopping), "nightjar-pulse");
    beating.setDaemon(true);
    beating.start();
    thread = beating;
  }

  private void run(CountDownLatch stopping) {
    boolean stopped = false;
    while (!stopped) {
      try {
        stopped = stopping.await(every.toMillis(), TimeUnit.MILLISECONDS);
        if (!stopped) {
          step();
        }
      } catch (InterruptedException e) {
        log.warn("The pulse was interrupted and goes on");
      }
    }
  }

  private void step() {
    try {
      pulse.beat();
      if (failing) {
        log.info("This instance is seen alive again");
      }
      failing = false;
    } catch (Throwable e) {
      // Said once: every pulse fails while the database is away.
      if (!failing) {
        log.error(
            "This instance cannot say that it lives; others may take its runs for lost. It goes on trying.",
            e);
      }
      failing = true;
    }
  }

  @Override
  public synchronized void stop() {
    Thread beating = thread;
    if (beating == null) {
      return;
    }
    stop.countDown();
    join(beating);
    thread = null;
    try {
      pulse.stopped();
    } catch (RuntimeException e) {
      log.warn(
          "This instance could not say goodbye; others will notice by its pulse: {}", e.toString());
    }
  }

  /** A pulse under way ends first: it must not follow the goodbye. */
  private static void join(Thread beating) {
    try {
      beating.join(LONGEST_STOP.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public synchronized boolean isRunning() {
    return thread != null;
  }

  @Override
  public int getPhase() {
    return Integer.MIN_VALUE;
  }
}
