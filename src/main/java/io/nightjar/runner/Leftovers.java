package io.nightjar.runner;

import io.nightjar.ledger.Run;
import io.nightjar.ledger.Runs;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** Finds what an instance that has died left undone: requests that it accepted, and runs that another can follow. */
@Component
class Leftovers {

  /** So long the wake-up of whoever accepted the request may take. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final Runs ledger;
  private final WakeUps wakeUps;

  Leftovers(Runs ledger, WakeUps wakeUps) {
    this.ledger = ledger;
    this.wakeUps = wakeUps;
  }

  void wakeRequested(Instant now) {
    for (Run run : ledger.untaken(now.minus(PATIENCE))) {
      wakeUps.wake(run.id());
    }
  }

  void adopt() {
    for (Run run : ledger.adoptable()) {
      wakeUps.adopt(run.id());
    }
  }
}
