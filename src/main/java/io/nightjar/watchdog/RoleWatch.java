package io.nightjar.watchdog;

import io.nightjar.alert.LocalTimes;
import io.nightjar.incident.IncidentKind;
import io.nightjar.incident.Resolution;
import io.nightjar.incident.Subjects;
import io.nightjar.job.Job;
import io.nightjar.job.JobCatalogue;
import io.nightjar.job.NightjarSettings;
import io.nightjar.job.Roles;
import io.nightjar.job.Settings;
import io.nightjar.ledger.Instances;
import io.nightjar.ledger.Pulses;
import io.nightjar.watchdog.OwnIncidents.Trouble;
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
@Order(Duty.ROLES)
class RoleWatch implements Duty {

  private static final Duration EVERY = Duration.ofSeconds(2);

  private final Instances instances;
  private final OwnIncidents own;
  private final JobCatalogue catalogue;
  private final Roles roles;
  private final Duration missingAfter;
  private final LocalTimes times;
  private final Pulses pulses = new Pulses();
  private final Rhythm rhythm = new Rhythm(EVERY);

  RoleWatch(
      Instances instances,
      OwnIncidents own,
      JobCatalogue catalogue,
      Roles roles,
      Settings settings,
      NightjarSettings nightjar) {
    this.instances = instances;
    this.own = own;
    this.catalogue = catalogue;
    this.roles = roles;
    this.missingAfter = settings.get(RoleSettings.class).roleMissingAfter();
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
      settle(List.of(), Resolution.PUT_RIGHT, now);
    } else if (roles.scheduler() || pulses.scheduler().isOver(missingAfter)) {
      settle(List.of(), Resolution.FIRES_AGAIN, now);
    } else if (missing.compareTo(missingAfter) > 0) {
      settle(List.of(Trouble.of(Subjects.SCHEDULER, cause())), Resolution.FIRES_AGAIN, now);
    }
  }

  private void settle(List<Trouble> wrong, Resolution ending, Instant now) {
    own.settle(
        IncidentKind.SCHEDULER_SILENT,
        incident -> Subjects.SCHEDULER.equals(incident.subject()),
        wrong,
        ending,
        now);
  }

  private String cause() {
    return instances
        .latestScheduler()
        .map(last -> "no process that starts jobs is there; the last sign of life was of "
            + Subjects.instance(last.name(), last.id()) + ", "
            + (last.stoppedAt() == null
                ? times.full(last.pulseAt())
                : "which stopped in good order " + times.full(last.stoppedAt())))
        .orElse("no process that starts jobs has ever been there");
  }
}
