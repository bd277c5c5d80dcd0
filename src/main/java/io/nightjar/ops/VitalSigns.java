package io.nightjar.ops;

import io.nightjar.ledger.Vitals;
import io.nightjar.runner.SchedulerStatus;
import org.springframework.stereotype.Component;

/** What this process says of itself with each pulse. */
@Component
class VitalSigns {

  private final SchedulerStatus scheduler;

  VitalSigns(SchedulerStatus scheduler) {
    this.scheduler = scheduler;
  }

  Vitals read() {
    return new Vitals(scheduler.state(), null, null);
  }
}
