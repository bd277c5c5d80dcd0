package io.nightjar.instance;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a process says of itself with each pulse.
 *
 * @param scheduler the state of its scheduler
 * @param since since when it is so, by its own clock, null: it has not said so yet
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

  /** Of a process that has said nothing of itself. */
  public static final InstanceStatus NONE = new InstanceStatus(SchedulerState.OFF, null, null);
}
