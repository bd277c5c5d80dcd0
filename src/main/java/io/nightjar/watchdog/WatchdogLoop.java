package io.nightjar.watchdog;

import io.nightjar.alert.DispatcherLoop;
import io.nightjar.ledger.Doorbell;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Drives the watchdog on a thread of its own. Survives everything: what kills the jobs must not kill the watcher. */
@Component
@ConditionalOnProperty(
    name = "nightjar.watchdog.enabled",
    havingValue = "true",
    matchIfMissing = true)
class WatchdogLoop implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(WatchdogLoop.class);
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

  private final Watchdog watchdog;
  private final WatchdogStatus status;
  private final Doorbell doorbell;
  private final DispatcherLoop dispatcher;
  private final Clock clock;
  private volatile boolean running;
  private @Nullable Thread thread;
  private long failures;

  WatchdogLoop(
      Watchdog watchdog,
      WatchdogStatus status,
      Doorbell doorbell,
      DispatcherLoop dispatcher,
      Clock clock) {
    this.watchdog = watchdog;
    this.status = status;
    this.doorbell = doorbell;
    this.dispatcher = dispatcher;
    this.clock = clock;
  }

  @Override
  public synchronized void start() {
    running = true;
    Thread started = new Thread(this::run, "nightjar-watchdog");
    started.setDaemon(true);
    started.start();
    thread = started;
  }

  /** Returns when the pass under way has ended, so that its transaction is not cut off. */
  @Override
  public synchronized void stop() {
    running = false;
    doorbell.ring();
    Thread stopping = thread;
    if (stopping != null) {
      try {
        stopping.join(Duration.ofSeconds(10).toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    thread = null;
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  private void run() {
    while (running) {
      try {
        pass();
      } catch (InterruptedException e) {
        log.warn("The watchdog was interrupted and goes on");
      } catch (Throwable e) {
        survive(e);
      }
    }
  }

  private void pass() throws InterruptedException {
    Instant now = clock.instant();
    boolean more = watchdog.step(now);
    if (failures > 0) {
      log.info("The watchdog sees again, after {} failed passes", failures);
      failures = 0;
    }
    status.passed(now);
    dispatcher.ring();
    if (!more) {
      doorbell.await(watchdog.idle(clock.instant()));
    }
  }

  private void survive(Throwable failure) {
    status.failed(failure);
    // Every pass fails while the database is away: said at once, then once a minute.
    if (failures++ % 60 == 0) {
      log.error(
          "The watchdog cannot see: nobody is told of missing runs until it can. It goes on trying.",
          failure);
    }
    try {
      doorbell.await(AFTER_FAILURE);
    } catch (InterruptedException e) {
      log.warn("The watchdog was interrupted and goes on");
    }
  }
}
