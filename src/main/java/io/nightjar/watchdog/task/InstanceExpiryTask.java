package io.nightjar.watchdog.task;

import io.nightjar.incident.Announce;
import io.nightjar.incident.IncidentChange.Open;
import io.nightjar.incident.IncidentService;
import io.nightjar.instance.FailureDetector;
import io.nightjar.instance.Instance;
import io.nightjar.instance.InstanceRepository;
import io.nightjar.instance.ThisInstance;
import io.nightjar.watchdog.Interval;
import io.nightjar.watchdog.WatchdogProperties;
import io.nightjar.watchdog.WatchdogTask;
import io.nightjar.watchdog.check.InstanceDownCheck;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Records instances without keep-alives as lost, opens an incident if none has replaced them, and records that the runs they had
 * are lost.
 */
@Component
@Order(WatchdogTask.INSTANCES)
class InstanceExpiryTask implements WatchdogTask {

  private static final Logger log = LoggerFactory.getLogger(InstanceExpiryTask.class);
  private static final Duration EVERY = Duration.ofSeconds(2);

  private final InstanceRepository instances;
  private final LostRunRecorder lostRuns;
  private final ThisInstance self;
  private final InstanceDownCheck down;
  private final IncidentService incidents;
  private final TransactionTemplate transaction;
  private final Duration deadAfter;
  private final FailureDetector failureDetector = new FailureDetector();
  private final Interval interval = new Interval(EVERY);

  InstanceExpiryTask(
      InstanceRepository instances,
      LostRunRecorder lostRuns,
      ThisInstance self,
      InstanceDownCheck down,
      IncidentService incidents,
      TransactionTemplate transaction,
      WatchdogProperties settings) {
    this.instances = instances;
    this.lostRuns = lostRuns;
    this.self = self;
    this.down = down;
    this.incidents = incidents;
    this.transaction = transaction;
    this.deadAfter = settings.instanceDeadAfter();
  }

  @Override
  public boolean step(Instant now) {
    if (!interval.begin(now)) {
      return false;
    }
    List<Instance> present = instances.present();
    failureDetector.look(present, now);
    present.stream()
        .filter(it -> !it.id().equals(self.id()))
        .filter(it -> failureDetector.stillFor(it.id()).compareTo(deadAfter) > 0)
        .forEach(it -> transaction.executeWithoutResult(status -> giveUp(it, now)));
    instances.goneWithRuns().forEach(it -> lostRuns.lose(it, present, now));
    return false;
  }

  /** Recording the loss and notifying people is one transaction: a crash in between loses neither. */
  private void giveUp(Instance instance, Instant now) {
    if (instances.lose(instance, now)) {
      log.warn(
          "Instance {} ({}) has sent no keep-alive for {}: it is recorded as lost",
          instance.name(),
          instance.id(),
          deadAfter);
      down.finding(instance)
          .map(finding -> new Open(finding, null, Announce.EVEN_WHEN_MUTED))
          .ifPresent(open -> incidents.apply(List.of(open), now));
    }
  }
}
