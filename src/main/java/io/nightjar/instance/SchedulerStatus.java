package io.nightjar.instance;

/** The status that the scheduler of this process reports, without the database. */
public interface SchedulerStatus {

  SchedulerState state();
}
