package io.nightjar.watchdog;

import io.nightjar.job.Settings;
import io.nightjar.ledger.Finish;
import io.nightjar.ledger.Instance;
import io.nightjar.ledger.Instances;
import io.nightjar.ledger.Outcome;
import io.nightjar.ledger.Run;
import io.nightjar.ledger.Runs;
import io.nightjar.ledger.ThisInstance;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Gives up instances whose pulse stands still, and records that the runs they had are lost. A pulse is a counter: it is
 * seen standing still by this clock alone, so clocks that differ give nobody up.
 */
@Component
@Order(Duty.INSTANCES)
class InstanceWatch implements Duty {

  private static final Logger log = LoggerFactory.getLogger(InstanceWatch.class);
  private static final Duration EVERY = Duration.ofSeconds(2);

  /** How long a run that can be followed waits for an instance that adopts it. */
  private static final Duration ADOPTED_WITHIN = Duration.ofMinutes(1);

  private final Instances instances;
  private final Runs runs;
  private final ThisInstance self;
  private final Duration deadAfter;
  private final Map<UUID, Pulse> pulses = new HashMap<>();
  private Instant nextLook = Instant.MIN;

  private record Pulse(long count, Instant seenFirst) {}

  InstanceWatch(Instances instances, Runs runs, ThisInstance self, Settings settings) {
    this.instances = instances;
    this.runs = runs;
    this.self = self;
    this.deadAfter = settings.get(WatchdogSettings.class).instanceDeadAfter();
  }

  @Override
  public boolean step(Instant now) {
    if (now.isBefore(nextLook)) {
      return false;
    }
    nextLook = now.plus(EVERY);
    List<Instance> present = instances.present();
    pulses.keySet().retainAll(present.stream().map(Instance::id).toList());
    present.stream().filter(it -> !it.id().equals(self.id())).forEach(it -> look(it, now));
    instances.goneWithRuns().forEach(it -> lose(it, now));
    return false;
  }

  private void look(Instance instance, Instant now) {
    Pulse known = pulses.get(instance.id());
    if (known == null || known.count() != instance.pulse()) {
      pulses.put(instance.id(), new Pulse(instance.pulse(), now));
      return;
    }
    boolean still = Duration.between(known.seenFirst(), now).compareTo(deadAfter) > 0;
    if (still && instances.lose(instance, now)) {
      log.warn(
          "Instance {} ({}) has shown no sign of life for {}: it is given up",
          instance.name(),
          instance.id(),
          deadAfter);
    }
  }

  private void lose(Instance instance, Instant now) {
    Instant gone = Objects.requireNonNull(
        instance.lostAt() == null ? instance.stoppedAt() : instance.lostAt());
    boolean adoptable = !now.isAfter(gone.plus(ADOPTED_WITHIN));
    for (Run run : runs.unfinishedOf(instance.id())) {
      if (run.handOver() == null || !adoptable) {
        runs.finish(run.id(), lost(instance), now, "watchdog");
      }
    }
  }

  private static Finish lost(Instance instance) {
    String cause = "Nightjar on "
        + instance.name()
        + " died while it ran (last sign of life "
        + instance.pulseAt()
        + "); how far the job got is unknown";
    return new Finish(Outcome.LOST, cause, null, null);
  }
}
