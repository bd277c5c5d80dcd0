package io.nightjar.watchdog.check;

import io.nightjar.config.NightjarProperties;
import io.nightjar.config.Roles;
import io.nightjar.incident.IncidentKind;
import io.nightjar.incident.Resolution;
import io.nightjar.incident.Subject;
import io.nightjar.instance.FailureDetector;
import io.nightjar.instance.InstanceRepository;
import io.nightjar.job.Job;
import io.nightjar.job.JobCatalogue;
import io.nightjar.platform.text.LocalTimes;
import io.nightjar.watchdog.Interval;
import io.nightjar.watchdog.OwnIncidents;
import io.nightjar.watchdog.OwnIncidents.Trouble;
import io.nightjar.watchdog.WatchdogProperties;
import io.nightjar.watchdog.WatchdogTask;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Notices that no process starts jobs although there are some to be started here. Only signs of life that this process
 * has seen itself count, for and against.
 */
@Component
@Order(WatchdogTask.ROLES)
class SchedulerAbsenceCheck implements WatchdogTask {

  private static final Duration EVERY = Duration.ofSeconds(2);

  private final InstanceRepository instances;
  private final OwnIncidents own;
  private final JobCatalogue catalogue;
  private final Roles roles;
  private final Duration missingAfter;
  private final LocalTimes times;
  private final FailureDetector pulses = new FailureDetector();
  private final Interval rhythm = new Interval(EVERY);

  SchedulerAbsenceCheck(
      InstanceRepository instances,
      OwnIncidents own,
      JobCatalogue catalogue,
      Roles roles,
      WatchdogProperties settings,
      NightjarProperties nightjar) {
    this.instances = instances;
    this.own = own;
    this.catalogue = catalogue;
    this.roles = roles;
    this.missingAfter = settings.roleMissingAfter();
    this.times = new LocalTimes(nightjar.timeZone());
  }

  @Override
  public boolean step(Instant now) {
    if (rhythm.beats(now)) {
      look(now);
    }
    return false;
  }

  private void look(Instant now) {
    pulses.look(instances.present(), now);
    boolean needed = catalogue.configured().stream().anyMatch(Job::runsHere);
    Duration missing = pulses.scheduler().lasting();
    if (!needed) {
      settle(List.of(), Resolution.NO_LONGER_WATCHED, now);
    } else if (roles.scheduler() || pulses.scheduler().isOver(missingAfter)) {
      settle(List.of(), Resolution.RECOVERED, now);
    } else if (missing.compareTo(missingAfter) > 0) {
      settle(List.of(Trouble.of(Subject.SCHEDULER, cause())), Resolution.RECOVERED, now);
    }
  }

  private void settle(List<Trouble> wrong, Resolution ending, Instant now) {
    own.settle(
        IncidentKind.SCHEDULER_SILENT,
        incident -> Subject.SCHEDULER.equals(incident.subject()),
        wrong,
        ending,
        now);
  }

  private String cause() {
    return instances
        .latestScheduler()
        .map(last -> "no process that starts jobs is there; the last sign of life was of "
            + Subject.instance(last.name(), last.id()) + ", "
            + (last.stoppedAt() == null
                ? times.full(last.keepAliveAt())
                : "which stopped in good order " + times.full(last.stoppedAt())))
        .orElse("no process that starts jobs has ever been there");
  }
}
