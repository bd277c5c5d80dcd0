package io.nightjar.ops;

import io.nightjar.ledger.Instances;
import io.nightjar.ledger.ThisInstance;
import java.time.Clock;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** Says in the ledger that this instance lives, and at its end that it does no more. */
@Component
class Pulse {

  private final Instances instances;
  private final ThisInstance instance;
  private final ThisProcess process;
  private final VitalSigns vitalSigns;
  private final DatabaseReach reach;
  private final Clock clock;

  Pulse(
      Instances instances,
      ThisInstance instance,
      ThisProcess process,
      VitalSigns vitalSigns,
      DatabaseReach reach,
      Clock clock) {
    this.instances = instances;
    this.instance = instance;
    this.process = process;
    this.vitalSigns = vitalSigns;
    this.reach = reach;
    this.clock = clock;
  }

  /** Registers the instance where it is not: at the start, and when its row has been lost with a database. */
  void beat() {
    boolean reached = false;
    try {
      beat(clock.instant());
      reached = true;
    } finally {
      reach.away(!reached);
    }
  }

  private void beat(Instant now) {
    if (!instances.pulse(instance.id(), vitalSigns.read(), now)) {
      instances.register(process.asOf(now));
    }
  }

  void stopped() {
    instances.stopped(instance.id(), clock.instant());
  }
}
