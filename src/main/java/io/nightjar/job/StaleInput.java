package io.nightjar.job;

/** What a job does when a job that it requires has no fresh data. */
public enum StaleInput {
  HOLD,
  WARN,
  RUN
}
