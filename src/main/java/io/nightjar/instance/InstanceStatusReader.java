package io.nightjar.instance;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads what this process reports about itself with each keep-alive. */
@Component
public class InstanceStatusReader {

  private final SchedulerStatus scheduler;
  private final DatabaseClock databaseClock;
  private final SchedulerProperties settings;
  private volatile @Nullable Duration clockAhead;

  InstanceStatusReader(
      SchedulerStatus scheduler, DatabaseClock databaseClock, SchedulerProperties settings) {
    this.settings = settings;
    this.scheduler = scheduler;
    this.databaseClock = databaseClock;
  }

  InstanceStatus read() {
    clockAhead = databaseClock.ownIsAheadBy().orElse(null);
    SchedulerState state = scheduler.state();
    Integer threads = state == SchedulerState.OFF ? null : settings.threads();
    return new InstanceStatus(state, null, clockAhead, threads);
  }

  /** By how much the own clock was ahead of the database's when it was last measured. */
  public Optional<Duration> clockAhead() {
    return Optional.ofNullable(clockAhead);
  }
}
