package io.nightjar.ledger;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** Wakes the watchdog of this process when there is something to judge. Rung after the commit; a lost ring costs a second. */
@Component
public class Doorbell {

  private final Semaphore rings = new Semaphore(0);

  public void ring() {
    rings.release();
  }

  /** Waits for a ring, at most the given time, and takes all rings so far. */
  public void await(Duration atMost) throws InterruptedException {
    if (rings.tryAcquire(Math.max(0, atMost.toNanos()), TimeUnit.NANOSECONDS)) {
      rings.drainPermits();
    }
  }
}
