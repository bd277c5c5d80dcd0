package io.nightjar.scheduler;

import java.time.Instant;
import java.util.UUID;

/**
 * Has a scheduler thread, of this instance or of another, do something that no schedule asks for. Only a wake-up: what is
 * to be done stands in the ledger, so one that is lost is repeated and one too many does nothing.
 */
public interface AdHocTriggers {

  /** Has a requested run begun. Within a transaction it takes effect after the commit. */
  void wake(UUID run);

  /** Has a missed occurrence made up for. */
  void catchUp(String job, Instant occurrence);

  /** Has a run followed that another instance has left. */
  void adopt(UUID run);
}
