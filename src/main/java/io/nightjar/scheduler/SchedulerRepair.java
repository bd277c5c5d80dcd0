package io.nightjar.scheduler;

import io.nightjar.instance.SchedulerState;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Brings the scheduler in line with the catalogue while it works, as a start does. */
public interface SchedulerRepair {

  /**
   * What was done.
   *
   * @param repaired what was wrong and is right now
   * @param problems what could not be put right from here, and what helps
   * @param scheduler the state of this process's scheduler afterwards
   */
  record Report(List<Repaired> repaired, List<String> problems, SchedulerState scheduler) {}

  /**
   * What was wrong.
   *
   * @param job the name it was wrong with, null: with the scheduler as a whole
   */
  record Repaired(@Nullable String job, String problem) {}

  Report repair(Instant now);
}
