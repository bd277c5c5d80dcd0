package io.nightjar.alert;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Drives the dispatcher on a thread of its own, in the watchdog role. */
@Component
@ConditionalOnProperty(
    name = "nightjar.watchdog.enabled",
    havingValue = "true",
    matchIfMissing = true)
public class DispatcherLoop implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(DispatcherLoop.class);
  private static final Duration LONGEST_SLEEP = Duration.ofSeconds(1);
  // A message on its way is waited for, so that its confirmation is not lost.
  private static final Duration LONGEST_STOP = Duration.ofSeconds(25);

  private final Dispatcher dispatcher;
  private final Channels channels;
  private final Clock clock;
  private final Semaphore bell = new Semaphore(0);
  private volatile boolean running;
  private volatile @Nullable Instant lastPass;
  private @Nullable Thread thread;
  private int failures;

  DispatcherLoop(Dispatcher dispatcher, Channels channels, Clock clock) {
    this.dispatcher = dispatcher;
    this.channels = channels;
    this.clock = clock;
  }

  /** Says that something may have been added; to be called once it is committed. */
  public void ring() {
    bell.release();
  }

  @Nullable
  Instant lastPass() {
    return lastPass;
  }

  @Override
  public synchronized void start() {
    announce();
    running = true;
    Thread started = new Thread(this::run, "nightjar-dispatcher");
    started.setDaemon(true);
    started.start();
    thread = started;
  }

  @Override
  public synchronized void stop() {
    running = false;
    ring();
    Thread stopping = thread;
    if (stopping != null) {
      join(stopping);
    }
    thread = null;
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  private void announce() {
    Channel channel = channels.preferred();
    if (channel.isConfigured()) {
      log.info("Alerts go to: {}", channel.kind());
    } else {
      log.error(
          "NO ALERT CHANNEL IS CONFIGURED: nobody will be told what did not happen. Set nightjar.slack.token"
              + " and nightjar.slack.channel. Notifications stay owed until then.");
    }
  }

  private void run() {
    while (running) {
      try {
        pass();
      } catch (InterruptedException e) {
        log.error("The dispatcher was interrupted and goes on");
      } catch (Throwable e) {
        survive(e);
      }
    }
  }

  private void pass() throws InterruptedException {
    Instant now = clock.instant();
    boolean found = dispatcher.step(now);
    recovered(now);
    if (!found) {
      sleep(untilNextDue(now));
    }
  }

  private Duration untilNextDue(Instant now) {
    Instant due = dispatcher.nextDue(now);
    if (due == null || due.isAfter(now.plus(LONGEST_SLEEP))) {
      return LONGEST_SLEEP;
    }
    return Duration.between(now, due);
  }

  private void sleep(Duration duration) throws InterruptedException {
    // Rounded up, or the loop would spin through the last millisecond.
    if (bell.tryAcquire(duration.toMillis() + 1, TimeUnit.MILLISECONDS)) {
      bell.drainPermits();
    }
  }

  private void recovered(Instant now) {
    if (failures > 0) {
      log.info("Notifications are being delivered again, after {} failed passes", failures);
      failures = 0;
    }
    lastPass = now;
  }

  private void survive(Throwable e) {
    // Every pass fails while the database is away: once in full, then once a minute.
    if (failures++ % 60 == 0) {
      log.error(
          "Notifications are not being delivered; they stay owed and the dispatcher goes on", e);
    }
    try {
      sleep(LONGEST_SLEEP);
    } catch (InterruptedException interrupted) {
      log.error("The dispatcher was interrupted and goes on");
    }
  }

  private static void join(Thread stopping) {
    try {
      stopping.join(LONGEST_STOP.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (stopping.isAlive()) {
      log.warn(
          "A message was on its way at the end; it will be sent again, marked as a possible repeat");
    }
  }
}
