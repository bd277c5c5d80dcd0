package io.nightjar.job;

/** What a job does when a job that it requires has no fresh data. */
public enum StaleInputPolicy {
  HOLD,
  WARN,
  RUN
}
