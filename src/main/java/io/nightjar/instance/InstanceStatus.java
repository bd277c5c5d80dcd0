package io.nightjar.instance;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a process reports about itself with each keep-alive.
 *
 * @param scheduler the state of its scheduler
 * @param since when this state began, by the clock of the process; null: not reported yet
 * @param clockAhead by how much its clock is ahead of the database's, null: not known
 * @param threads how many commands and beans its scheduler runs at once, null: not known
 */
public record InstanceStatus(
    SchedulerState scheduler,
    @Nullable Instant since,
    @Nullable Duration clockAhead,
    @Nullable Integer threads) {

  public InstanceStatus(
      SchedulerState scheduler, @Nullable Instant since, @Nullable Duration clockAhead) {
    this(scheduler, since, clockAhead, null);
  }

  /** The status of a process that has reported nothing yet. */
  public static final InstanceStatus NONE = new InstanceStatus(SchedulerState.OFF, null, null);
}
