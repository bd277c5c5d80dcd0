package io.nightjar.job;

/** How to run a job, as bound from configuration. Each kind of runner has its own implementation. */
public interface JobTarget {

  /** The key of the runner kind in configuration: {@code http}, {@code command}, {@code bean}. */
  String kind();

  /** Whether its runs go on when their runner has come back, and end when somebody else says so. */
  default boolean isEndedByOthers() {
    return false;
  }

  /** Whether Nightjar ends a run that has not finished by its finish deadline. */
  default boolean isKilledWhenOverdue() {
    return false;
  }

  /** Whether its runs are done elsewhere, so that Nightjar only waits for them. */
  default boolean isDoneElsewhere() {
    return false;
  }
}
