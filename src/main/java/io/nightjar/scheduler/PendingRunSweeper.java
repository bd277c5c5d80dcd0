package io.nightjar.scheduler;

import io.nightjar.ledger.run.Run;
import io.nightjar.ledger.run.RunOwnership;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;

/**
 * Finds what a dead instance left undone: accepted requests that were not started, and runs that another instance can
 * follow.
 */
@Component
class PendingRunSweeper {

  /** How long the instance that accepted a request may take to trigger it. */
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
