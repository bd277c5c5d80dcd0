package io.nightjar.platform.loop;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Ends a wait early. A wake-up while nobody waits is kept for the next wait. */
public class WakeUpSignal {

  private final Semaphore signals = new Semaphore(0);

  public void wake() {
    signals.release();
  }

  /** Waits for a wake-up, at most the given time, and consumes all wake-ups so far. */
  public void await(Duration atMost) throws InterruptedException {
    if (signals.tryAcquire(Math.max(0, atMost.toNanos()), TimeUnit.NANOSECONDS)) {
      signals.drainPermits();
    }
  }
}
