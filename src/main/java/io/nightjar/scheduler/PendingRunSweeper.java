package io.nightjar.scheduler;

import io.nightjar.ledger.run.Run;
import io.nightjar.ledger.run.RunRecorder;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** Finds what an instance that has died left undone: requests that it accepted, and runs that another can follow. */
@Component
class PendingRunSweeper {

  /** So long the wake-up of whoever accepted the request may take. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final RunRecorder ledger;
  private final AdHocTriggers wakeUps;

  PendingRunSweeper(RunRecorder ledger, AdHocTriggers wakeUps) {
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
