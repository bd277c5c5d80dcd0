package io.nightjar.instance;

/** The scheduler of this process as it says of itself, without the database. */
public interface SchedulerStatus {

  SchedulerState state();
}
