package io.nightjar.runner;

import io.nightjar.ledger.SchedulerState;

/** The scheduler of this process as it says of itself, without the database. */
public interface SchedulerStatus {

  SchedulerState state();
}
