package io.nightjar.instance;

import java.time.Clock;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** Says in the ledger that this instance lives, and at its end that it does no more. */
@Component
class KeepAlive {

  private final InstanceRepository instances;
  private final ThisInstance instance;
  private final InstanceInfo process;
  private final InstanceStatusReader vitalSigns;
  private final DatabaseAvailability reach;
  private final Clock clock;

  KeepAlive(
      InstanceRepository instances,
      ThisInstance instance,
      InstanceInfo process,
      InstanceStatusReader vitalSigns,
      DatabaseAvailability reach,
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
    if (!instances.keepAlive(instance.id(), vitalSigns.read(), now)) {
      instances.register(process.asOf(now));
    }
  }

  void stopped() {
    instances.stopped(instance.id(), clock.instant());
  }
}
