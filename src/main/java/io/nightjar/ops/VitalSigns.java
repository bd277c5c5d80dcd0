package io.nightjar.ops;

import io.nightjar.ledger.DatabaseClock;
import io.nightjar.ledger.SchedulerState;
import io.nightjar.ledger.Vitals;
import io.nightjar.runner.SchedulerSettings;
import io.nightjar.runner.SchedulerStatus;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What this process says of itself with each pulse. */
@Component
class VitalSigns {

  private final SchedulerStatus scheduler;
  private final DatabaseClock databaseClock;
  private final SchedulerSettings settings;
  private volatile @Nullable Duration clockAhead;

  VitalSigns(SchedulerStatus scheduler, DatabaseClock databaseClock, SchedulerSettings settings) {
    this.settings = settings;
    this.scheduler = scheduler;
    this.databaseClock = databaseClock;
  }

  Vitals read() {
    clockAhead = databaseClock.ownIsAheadBy().orElse(null);
    SchedulerState state = scheduler.state();
    Integer threads = state == SchedulerState.OFF ? null : settings.threads();
    return new Vitals(state, null, clockAhead, threads);
  }

  /** By how much the own clock was ahead of the database's when it was last measured. */
  Optional<Duration> clockAhead() {
    return Optional.ofNullable(clockAhead);
  }
}
