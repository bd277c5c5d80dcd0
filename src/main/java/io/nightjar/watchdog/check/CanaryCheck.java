package io.nightjar.watchdog.check;

import io.nightjar.incident.Finding;
import io.nightjar.incident.Findings;
import io.nightjar.incident.Incident;
import io.nightjar.incident.IncidentKind;
import io.nightjar.incident.Resolution;
import io.nightjar.incident.Subject;
import io.nightjar.instance.InstanceRepository;
import io.nightjar.job.Job;
import io.nightjar.job.JobCatalogue;
import io.nightjar.ledger.expected.ExpectedRunRepository;
import io.nightjar.ledger.job.CatalogueSync;
import io.nightjar.ledger.job.JobRecord;
import io.nightjar.ledger.trigger.StoredTriggerRepository;
import io.nightjar.ledger.trigger.TriggerComparison;
import io.nightjar.watchdog.Check;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Checks that the canary is run: whatever the scheduler says of itself, when it starts nothing, it is silent. That no
 * scheduler is there at all is not reported here.
 */
@Component
class CanaryCheck implements Check {

  static final String SUBJECT = "the scheduler";

  private static final Duration EVERY = Duration.ofSeconds(5);
  private static final Duration GAP = Duration.ofSeconds(20);
  private static final int HEARD = 6;

  /** A scheduler on standby is reported sooner than one that is still starting. */
  private static final Duration HALTED_FOR = Duration.ofSeconds(60);

  private final @Nullable Job canary;
  private final ExpectedRunRepository expectedRuns;
  private final CatalogueSync records;
  private final StoredTriggerRepository stored;
  private final InstanceRepository instances;
  private final ThreadSaturation threads;
  private final ObservationWindow observed = new ObservationWindow(GAP);
  private @Nullable Instant idleSince;

  CanaryCheck(
      JobCatalogue catalogue,
      ExpectedRunRepository expectedRuns,
      CatalogueSync records,
      StoredTriggerRepository stored,
      InstanceRepository instances,
      ThreadSaturation threads) {
    this.canary = catalogue.find(JobCatalogue.CANARY).orElse(null);
    this.expectedRuns = expectedRuns;
    this.records = records;
    this.stored = stored;
    this.instances = instances;
    this.threads = threads;
  }

  @Override
  public Duration every() {
    return EVERY;
  }

  @Override
  public Optional<Findings> check(Instant now) {
    // Where it was switched off, what it had shown is nobody's to end any more.
    Optional<Findings> findings =
        canary == null ? of(List.of(), Resolution.NO_LONGER_WATCHED) : check(canary, now);
    observed.done(now);
    return findings;
  }

  private Optional<Findings> check(Job job, Instant now) {
    SchedulerInstances schedulers = SchedulerInstances.of(instances.present());
    idleSince = schedulers.isIdle()
        ? (idleSince == null || idleSince.isAfter(now) ? now : idleSince)
        : null;
    CanaryState state = state(schedulers, now);
    if (state == CanaryState.SILENT || isIdleForLong(schedulers, now)) {
      return of(List.of(finding(job, schedulers, now)), Resolution.RECOVERED);
    }
    return state == CanaryState.RUNNING ? of(List.of(), Resolution.RECOVERED) : Optional.empty();
  }

  private static Optional<Findings> of(List<Finding> problems, Resolution ending) {
    return Optional.of(new Findings(
        IncidentKind.SCHEDULER_SILENT,
        problems,
        open -> isMine(open) ? Optional.of(ending) : Optional.empty()));
  }

  private static boolean isMine(Incident incident) {
    return incident.name().equals(SUBJECT) || incident.name().equals(Subject.THREADS);
  }

  private Finding finding(Job job, SchedulerInstances schedulers, Instant now) {
    return threads
        .at(now)
        .map(busy -> Finding.of(IncidentKind.SCHEDULER_SILENT, Subject.THREADS, busy))
        .orElseGet(
            () -> Finding.of(IncidentKind.SCHEDULER_SILENT, SUBJECT, cause(job, schedulers, now)));
  }

  /** A restart is no alarm, and where nobody claims to fire, nothing is expected. */
  private CanaryState state(SchedulerInstances schedulers, Instant now) {
    Optional<Instant> started = schedulers.startedSince();
    if (started.isEmpty()) {
      return CanaryState.UNKNOWN;
    }
    Instant seen = observed.since(now);
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
    TriggerComparison.Finding own =
        TriggerComparison.check(job, stored.find(job.name()).orElse(null), now);
    return since
        + ", not even Nightjar's own test job, which is due twice a minute; the scheduler reports: "
        + schedulers.claims()
        + (own.isRight() ? "" : "; about " + job.name() + ": " + own.reason());
  }
}
