package io.nightjar.platform.loop;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/**
 * Repeats a pass on a thread of its own, from the start of the process to its stop, whatever the pass throws.
 */
public abstract class BackgroundLoop implements SmartLifecycle {

  private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);
  private static final Duration LOG_AGAIN_AFTER = Duration.ofMinutes(1);

  private final String name;
  private final Clock clock;
  private final WakeUpSignal wakeUp;
  private final Duration longestStop;
  private final LoopMessages messages;
  private volatile @Nullable Thread thread;
  private long failures;
  private @Nullable Instant loggedAt;

  /**
   * @param name of the thread
   * @param wakeUp ends the wait for the next pass
   * @param longestStop how long a stop waits for the current pass
   */
  protected BackgroundLoop(
      String name, Clock clock, WakeUpSignal wakeUp, Duration longestStop, LoopMessages messages) {
    this.name = name;
    this.clock = clock;
    this.wakeUp = wakeUp;
    this.longestStop = longestStop;
    this.messages = messages;
  }

  /** Does one portion of the work and returns how long to wait for a wake-up before the next pass; zero for no wait. */
  protected abstract Duration pass(Instant now) throws Exception;

  /** Called when a stop has waited in vain for the current pass. */
  protected void stopTimedOut() {}

  /** Makes the next pass begin at once. */
  protected void wake() {
    wakeUp.wake();
  }

  @Override
  public synchronized void start() {
    Thread started = new Thread(this::run, name);
    started.setDaemon(true);
    thread = started;
    started.start();
  }

  /** Ends the loop and waits for the current pass, so that its transaction can end. */
  @Override
  public synchronized void stop() {
    Thread stopping = thread;
    thread = null;
    wakeUp.wake();
    if (stopping == null) {
      return;
    }
    try {
      stopping.join(longestStop.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (stopping.isAlive()) {
      stopTimedOut();
    }
  }

  @Override
  public boolean isRunning() {
    return thread != null;
  }

  /** Runs one pass on the caller's thread, with the same handling of failures. Only before the start. */
  protected void once() {
    guardedPass();
  }

  private void run() {
    // Compares threads: one that survived a stop must end even if the loop was started again.
    while (thread == Thread.currentThread()) {
      Duration wait = guardedPass();
      try {
        if (!wait.isZero() && !wait.isNegative()) {
          wakeUp.await(wait);
        }
      } catch (InterruptedException e) {
        logInterrupted();
      }
    }
  }

  private Duration guardedPass() {
    try {
      Duration wait = pass(clock.instant());
      succeeded();
      return wait;
    } catch (InterruptedException e) {
      logInterrupted();
      return Duration.ZERO;
    } catch (Throwable e) {
      failed(e);
      return PAUSE_AFTER_FAILURE;
    }
  }

  private void succeeded() {
    if (failures > 0) {
      messages.log().info("{}, after {} failed passes", messages.recovered(), failures);
    }
    failures = 0;
    loggedAt = null;
  }

  private void failed(Throwable failure) {
    try {
      failures++;
      Instant now = clock.instant();
      // While the database is down every pass fails: logged at once, then once a minute.
      if (loggedAt == null
          || now.isBefore(loggedAt)
          || !now.isBefore(loggedAt.plus(LOG_AGAIN_AFTER))) {
        loggedAt = now;
        messages.log().error(messages.failing(), failure);
      }
    } catch (Throwable logFailed) {
      // Logging itself failed; the next pass may succeed.
    }
  }

  private void logInterrupted() {
    messages.log().warn("{} was interrupted and continues", name);
  }
}
