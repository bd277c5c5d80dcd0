package io.nightjar.loop;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Repeats a pass on a thread of its own until it is stopped, whatever the pass throws. */
public final class Loop {

  private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);
  private static final Duration SAY_AGAIN = Duration.ofMinutes(1);

  private final String name;
  private final Clock clock;
  private final Bell bell;
  private final Consequence consequence;
  private final Pass pass;
  private volatile @Nullable Thread thread;
  private long failures;
  private @Nullable Instant saidAt;

  /** One turn of a loop. */
  public interface Pass {

    /** Does one portion of the work, and says how long to wait for the bell before the next; zero: not at all. */
    Duration at(Instant now) throws Exception;
  }

  public Loop(String name, Clock clock, Bell bell, Consequence consequence, Pass pass) {
    this.name = name;
    this.clock = clock;
    this.bell = bell;
    this.consequence = consequence;
    this.pass = pass;
  }

  public synchronized void start() {
    Thread started = new Thread(this::run, name);
    started.setDaemon(true);
    thread = started;
    started.start();
  }

  /**
   * Ends the loop and waits for the pass under way.
   *
   * @return false when that pass took longer than it is waited for
   */
  public synchronized boolean stop(Duration longest) {
    Thread stopping = thread;
    thread = null;
    bell.ring();
    if (stopping == null) {
      return true;
    }
    try {
      stopping.join(longest.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return !stopping.isAlive();
  }

  public boolean isRunning() {
    return thread != null;
  }

  /** One pass on the caller's thread, which outlives it as the loop's own does. Only before the start. */
  public void once() {
    pass();
  }

  private void run() {
    // By its own thread: one that outlived a stop ends although the loop was started again.
    while (thread == Thread.currentThread()) {
      Duration wait = pass();
      try {
        if (!wait.isZero() && !wait.isNegative()) {
          bell.await(wait);
        }
      } catch (InterruptedException e) {
        goesOn();
      }
    }
  }

  private Duration pass() {
    try {
      Duration wait = pass.at(clock.instant());
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
    saidAt = null;
  }

  private void survive(Throwable failure) {
    try {
      failures++;
      Instant now = clock.instant();
      // While the database is away every pass fails: said at once, then once a minute.
      if (saidAt == null || now.isBefore(saidAt) || !now.isBefore(saidAt.plus(SAY_AGAIN))) {
        saidAt = now;
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
