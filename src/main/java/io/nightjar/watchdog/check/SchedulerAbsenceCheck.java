package io.nightjar.watchdog.check;

import io.nightjar.config.NightjarProperties;
import io.nightjar.config.Roles;
import io.nightjar.incident.Finding;
import io.nightjar.incident.Findings;
import io.nightjar.incident.IncidentKind;
import io.nightjar.incident.Resolution;
import io.nightjar.incident.Subject;
import io.nightjar.instance.FailureDetector;
import io.nightjar.instance.InstanceRepository;
import io.nightjar.job.Job;
import io.nightjar.job.JobCatalogue;
import io.nightjar.platform.text.LocalTimes;
import io.nightjar.watchdog.Check;
import io.nightjar.watchdog.WatchdogProperties;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Notices that no process starts jobs although there are some to be started here. Only signs of life that this process
 * has seen itself count, for and against.
 */
@Component
class SchedulerAbsenceCheck implements Check {

  private static final Duration EVERY = Duration.ofSeconds(2);

  private final InstanceRepository instances;
  private final JobCatalogue catalogue;
  private final Roles roles;
  private final Duration missingAfter;
  private final LocalTimes times;
  private final FailureDetector failureDetector = new FailureDetector();

  SchedulerAbsenceCheck(
      InstanceRepository instances,
      JobCatalogue catalogue,
      Roles roles,
      WatchdogProperties settings,
      NightjarProperties nightjar) {
    this.instances = instances;
    this.catalogue = catalogue;
    this.roles = roles;
    this.missingAfter = settings.roleMissingAfter();
    this.times = new LocalTimes(nightjar.timeZone());
  }

  @Override
  public Duration every() {
    return EVERY;
  }

  @Override
  public Optional<Findings> check(Instant now) {
    failureDetector.look(instances.present(), now);
    boolean needed = catalogue.configured().stream().anyMatch(Job::runsHere);
    if (!needed) {
      return of(List.of(), Resolution.NO_LONGER_WATCHED);
    }
    if (roles.scheduler() || failureDetector.scheduler().isOver(missingAfter)) {
      return of(List.of(), Resolution.RECOVERED);
    }
    if (failureDetector.scheduler().lasting().compareTo(missingAfter) > 0) {
      Finding absent = Finding.of(IncidentKind.SCHEDULER_SILENT, Subject.SCHEDULER, cause());
      return of(List.of(absent), Resolution.RECOVERED);
    }
    return Optional.empty();
  }

  private static Optional<Findings> of(List<Finding> problems, Resolution ending) {
    return Optional.of(new Findings(
        IncidentKind.SCHEDULER_SILENT,
        problems,
        open -> Subject.SCHEDULER.equals(open.subject()) ? Optional.of(ending) : Optional.empty()));
  }

  private String cause() {
    return instances
        .latestScheduler()
        .map(last -> "no process that starts jobs is running; the last one was "
            + Subject.instance(last.name(), last.id()) + ", "
            + (last.stoppedAt() == null
                ? "last keep-alive " + times.full(last.keepAliveAt())
                : "which shut down normally " + times.full(last.stoppedAt())))
        .orElse("no process that starts jobs has ever run");
  }
}
