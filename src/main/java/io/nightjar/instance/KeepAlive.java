package io.nightjar.instance;

import java.time.Clock;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** Records in the database that this instance is running, and when it shuts down that it has stopped. */
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

  /** Sends one keep-alive. Registers the instance when its row is missing: at the start, or after the database lost it. */
  void send() {
    boolean reached = false;
    try {
      send(clock.instant());
      reached = true;
    } finally {
      reach.away(!reached);
    }
  }

  private void send(Instant now) {
    if (!instances.keepAlive(instance.id(), vitalSigns.read(), now)) {
      instances.register(process.asOf(now));
    }
  }

  void stopped() {
    instances.stopped(instance.id(), clock.instant());
  }
}
