package io.nightjar.ops;

import io.nightjar.ledger.DatabaseClock;
import io.nightjar.ledger.Vitals;
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
  private volatile @Nullable Duration clockAhead;

  VitalSigns(SchedulerStatus scheduler, DatabaseClock databaseClock) {
    this.scheduler = scheduler;
    this.databaseClock = databaseClock;
  }

  Vitals read() {
    clockAhead = databaseClock.ownIsAheadBy().orElse(null);
    return new Vitals(scheduler.state(), null, clockAhead);
  }

  /** By how much the own clock was ahead of the database's when it was last measured. */
  Optional<Duration> clockAhead() {
    return Optional.ofNullable(clockAhead);
  }
}
