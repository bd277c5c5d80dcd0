package io.nightjar.watchdog.check;

import io.nightjar.incident.Incident;
import io.nightjar.incident.IncidentKind;
import io.nightjar.incident.Resolution;
import io.nightjar.incident.Subject;
import io.nightjar.instance.InstanceRepository;
import io.nightjar.job.Job;
import io.nightjar.job.JobCatalogue;
import io.nightjar.ledger.expected.ExpectedRuns;
import io.nightjar.ledger.job.CatalogueSync;
import io.nightjar.ledger.job.JobRecord;
import io.nightjar.ledger.trigger.StoredTriggerRepository;
import io.nightjar.ledger.trigger.TriggerComparison;
import io.nightjar.ledger.trigger.TriggerComparison.Finding;
import io.nightjar.watchdog.OwnIncidents;
import io.nightjar.watchdog.OwnIncidents.Trouble;
import io.nightjar.watchdog.WatchdogTask;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Listens for the canary: whatever the scheduler says of itself, when nothing comes of it, it is silent. That no scheduler
 * is there at all is not said here.
 */
@Component
@Order(WatchdogTask.CANARY)
class CanaryCheck implements WatchdogTask {

  static final String SUBJECT = "the scheduler";

  private static final Duration EVERY = Duration.ofSeconds(5);
  private static final Duration GAP = Duration.ofSeconds(20);
  private static final int HEARD = 6;

  /** A scheduler that was told to fire nothing need not be waited for as long as one that starts. */
  private static final Duration HALTED_FOR = Duration.ofSeconds(60);

  private final @Nullable Job canary;
  private final ExpectedRuns expectedRuns;
  private final CatalogueSync records;
  private final StoredTriggerRepository stored;
  private final InstanceRepository instances;
  private final OwnIncidents own;
  private final ThreadSaturation threads;
  private final ObservationWindow looks = new ObservationWindow(EVERY, GAP);
  private @Nullable Instant idleSince;

  CanaryCheck(
      JobCatalogue catalogue,
      ExpectedRuns expectedRuns,
      CatalogueSync records,
      StoredTriggerRepository stored,
      InstanceRepository instances,
      OwnIncidents own,
      ThreadSaturation threads) {
    this.canary = catalogue.find(JobCatalogue.CANARY).orElse(null);
    this.expectedRuns = expectedRuns;
    this.records = records;
    this.stored = stored;
    this.instances = instances;
    this.own = own;
    this.threads = threads;
  }

  @Override
  public boolean step(Instant now) {
    if (looks.isDue(now)) {
      if (canary == null) {
        // It was switched off: what it had shown is nobody's to end any more.
        own.settle(
            IncidentKind.SCHEDULER_SILENT,
            CanaryCheck::isMine,
            List.of(),
            Resolution.NO_LONGER_WATCHED,
            now);
      } else {
        listen(canary, now);
      }
      looks.done(now);
    }
    return false;
  }

  private void listen(Job job, Instant now) {
    SchedulerInstances schedulers = SchedulerInstances.of(instances.present());
    idleSince = schedulers.isIdle()
        ? (idleSince == null || idleSince.isAfter(now) ? now : idleSince)
        : null;
    CanaryState song = song(schedulers, now);
    if (song == CanaryState.SILENT || isIdleForLong(schedulers, now)) {
      settle(List.of(trouble(job, schedulers, now)), now);
    } else if (song == CanaryState.SINGS) {
      settle(List.of(), now);
    }
  }

  private void settle(List<Trouble> wrong, Instant now) {
    own.settle(
        IncidentKind.SCHEDULER_SILENT, CanaryCheck::isMine, wrong, Resolution.RECOVERED, now);
  }

  private static boolean isMine(Incident incident) {
    return incident.name().equals(SUBJECT) || incident.name().equals(Subject.THREADS);
  }

  private Trouble trouble(Job job, SchedulerInstances schedulers, Instant now) {
    return threads
        .at(now)
        .map(full -> Trouble.of(Subject.THREADS, full))
        .orElseGet(() -> Trouble.of(SUBJECT, cause(job, schedulers, now)));
  }

  /** A restart is no alarm, and where nobody claims to fire, nothing is expected. */
  private CanaryState song(SchedulerInstances schedulers, Instant now) {
    Optional<Instant> started = schedulers.startedSince();
    if (started.isEmpty()) {
      return CanaryState.UNKNOWN;
    }
    Instant seen = looks.since(now);
    Instant heardFrom = seen.isAfter(started.get()) ? seen : started.get();
    return CanaryState.of(expectedRuns.latest(JobCatalogue.CANARY, now, HEARD), heardFrom, now);
  }

  private boolean isIdleForLong(SchedulerInstances schedulers, Instant now) {
    Duration atMost = schedulers.allHalted() ? HALTED_FOR : SchedulerInstances.LONGEST_START;
    return idleSince != null && idleSince.plus(atMost).isBefore(now);
  }

  private String cause(Job job, SchedulerInstances schedulers, Instant now) {
    String since = records
        .find(job.name())
        .map(JobRecord::lastScheduledStart)
        .map(last -> "nothing has been started since " + job.localTime(last))
        .orElse("nothing has been started yet");
    Finding own = TriggerComparison.check(job, stored.find(job.name()).orElse(null), now);
    return since
        + ", not even what Nightjar starts twice a minute to see that it can; the scheduler itself says: "
        + schedulers.claims()
        + (own.isRight() ? "" : "; and of " + job.name() + ": " + own.reason());
  }
}
