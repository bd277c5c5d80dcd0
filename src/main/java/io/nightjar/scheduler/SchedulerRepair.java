package io.nightjar.scheduler;

import io.nightjar.instance.SchedulerState;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Brings the running scheduler in line with the catalogue, as a start does. */
public interface SchedulerRepair {

  /**
   * What was done.
   *
   * @param repaired what was wrong and has been repaired
   * @param problems what could not be repaired by this call, and what to do about it
   * @param scheduler the state of this process's scheduler afterwards
   */
  record Report(List<Repaired> repaired, List<String> problems, SchedulerState scheduler) {}

  /**
   * What was wrong.
   *
   * @param job the job concerned, null for the scheduler as a whole
   */
  record Repaired(@Nullable String job, String problem) {}

  Report repair(Instant now);
}
