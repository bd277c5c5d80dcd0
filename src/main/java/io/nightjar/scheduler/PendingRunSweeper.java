package io.nightjar.scheduler;

import io.nightjar.ledger.run.Run;
import io.nightjar.ledger.run.RunOwnership;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** Finds what an instance that has died left undone: requests that it accepted, and runs that another can follow. */
@Component
class PendingRunSweeper {

  /** So long the wake-up of whoever accepted the request may take. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final RunOwnership ownership;
  private final AdHocTriggers adHocTriggers;

  PendingRunSweeper(RunOwnership ownership, AdHocTriggers adHocTriggers) {
    this.ownership = ownership;
    this.adHocTriggers = adHocTriggers;
  }

  void wakeRequested(Instant now) {
    for (Run run : ownership.untaken(now.minus(PATIENCE))) {
      adHocTriggers.wake(run.id());
    }
  }

  void adopt() {
    for (Run run : ownership.adoptable()) {
      adHocTriggers.adopt(run.id());
    }
  }
}
