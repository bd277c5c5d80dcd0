package io.nightjar.scheduler;

import java.time.Instant;
import java.util.UUID;

/**
 * Triggers work outside of the schedules on a scheduler thread of this or another instance. A trigger only wakes the
 * scheduler: the ledger says what is to be done, so a lost trigger is repeated and a surplus one does nothing.
 */
public interface AdHocTriggers {

  /** Starts a requested run. Within a transaction it takes effect after the commit. */
  void wake(UUID run);

  /** Runs a missed occurrence. */
  void catchUp(String job, Instant occurrence);

  /** Follows a run that another instance has handed over. */
  void adopt(UUID run);
}
