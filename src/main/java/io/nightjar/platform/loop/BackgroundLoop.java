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

  private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);
  private static final Duration SAY_AGAIN = Duration.ofMinutes(1);

  private final String name;
  private final Clock clock;
  private final WakeUpSignal bell;
  private final Duration longestStop;
  private final LoopMessages consequence;
  private volatile @Nullable Thread thread;
  private long failures;
  private @Nullable Instant recordedAt;

  /**
   * @param name of the thread
   * @param bell ends the wait for the next pass
   * @param longestStop how long a stop waits for the pass under way
   */
  protected BackgroundLoop(
      String name, Clock clock, WakeUpSignal bell, Duration longestStop, LoopMessages consequence) {
    this.name = name;
    this.clock = clock;
    this.bell = bell;
    this.longestStop = longestStop;
    this.consequence = consequence;
  }

  /** Does one portion of the work, and says how long to wait for the bell before the next; zero: not at all. */
  protected abstract Duration pass(Instant now) throws Exception;

  /** What is to be said when a stop has waited in vain for the pass under way. */
  protected void cutOff() {}

  /** Has the next pass begin at once. */
  protected void ring() {
    bell.ring();
  }

  @Override
  public synchronized void start() {
    Thread started = new Thread(this::run, name);
    started.setDaemon(true);
    thread = started;
    started.start();
  }

  /** Ends the loop and waits for the pass under way, so that its transaction is not cut off. */
  @Override
  public synchronized void stop() {
    Thread stopping = thread;
    thread = null;
    bell.ring();
    if (stopping == null) {
      return;
    }
    try {
      stopping.join(longestStop.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (stopping.isAlive()) {
      cutOff();
    }
  }

  @Override
  public boolean isRunning() {
    return thread != null;
  }

  /** One pass on the caller's thread, which outlives it as the loop's own does. Only before the start. */
  protected void once() {
    turn();
  }

  private void run() {
    // By its own thread: one that outlived a stop ends although the loop was started again.
    while (thread == Thread.currentThread()) {
      Duration wait = turn();
      try {
        if (!wait.isZero() && !wait.isNegative()) {
          bell.await(wait);
        }
      } catch (InterruptedException e) {
        goesOn();
      }
    }
  }

  private Duration turn() {
    try {
      Duration wait = pass(clock.instant());
      succeeded();
      return wait;
    } catch (InterruptedException e) {
      goesOn();
      return Duration.ZERO;
    } catch (Throwable e) {
      survive(e);
      return AFTER_FAILURE;
    }
  }

  private void succeeded() {
    if (failures > 0) {
      consequence.log().info("{}, after {} failed passes", consequence.over(), failures);
    }
    failures = 0;
    recordedAt = null;
  }

  private void survive(Throwable failure) {
    try {
      failures++;
      Instant now = clock.instant();
      // While the database is away every pass fails: said at once, then once a minute.
      if (recordedAt == null
          || now.isBefore(recordedAt)
          || !now.isBefore(recordedAt.plus(SAY_AGAIN))) {
        recordedAt = now;
        consequence.log().error(consequence.failing(), failure);
      }
    } catch (Throwable logFailed) {
      // Nothing is left to say it with; the next pass may fare better.
    }
  }

  private void goesOn() {
    consequence.log().warn("{} was interrupted and goes on", name);
  }
}
