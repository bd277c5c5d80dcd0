package io.nightjar.watchdog.task;

import io.nightjar.incident.FollowUpState;
import io.nightjar.incident.Incident;
import io.nightjar.incident.Incident.Evidence;
import io.nightjar.incident.IncidentKind;
import io.nightjar.incident.Incidents;
import io.nightjar.incident.Resolution;
import io.nightjar.incident.Transition;
import io.nightjar.instance.InstanceRepository;
import io.nightjar.instance.ThisInstance;
import io.nightjar.job.JobCatalogue;
import io.nightjar.ledger.job.CatalogueSync;
import io.nightjar.ledger.job.JobRecord;
import io.nightjar.notification.incident.IncidentAnnouncer;
import io.nightjar.notification.incident.IncidentAnnouncer.Circumstances;
import io.nightjar.notification.outbox.Outbox;
import io.nightjar.watchdog.Interval;
import io.nightjar.watchdog.WatchdogTask;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Brings the ledger in line with the catalogue, and announces jobs that have left it: a deleted cron must not be silent. */
@Component
@Order(WatchdogTask.CATALOGUE)
class CatalogueSyncTask implements WatchdogTask {

  private static final int JOBS_AT_ONCE = 100;
  private static final Duration EVERY = Duration.ofSeconds(5);

  private final JobCatalogue catalogue;
  private final CatalogueSync records;
  private final Incidents incidents;
  private final IncidentAnnouncer announcer;
  private final Outbox outbox;
  private final TransactionTemplate transaction;
  private final InstanceRepository instances;
  private final ThisInstance self;
  private final Interval rhythm = new Interval(EVERY);
  private boolean aligned;
  private boolean overtaken;

  CatalogueSyncTask(
      JobCatalogue catalogue,
      CatalogueSync records,
      Incidents incidents,
      IncidentAnnouncer announcer,
      Outbox outbox,
      TransactionTemplate transaction,
      InstanceRepository instances,
      ThisInstance self) {
    this.catalogue = catalogue;
    this.records = records;
    this.incidents = incidents;
    this.announcer = announcer;
    this.outbox = outbox;
    this.transaction = transaction;
    this.instances = instances;
    this.self = self;
  }

  /**
   * Aligns at the first step that succeeds, unless a newer one watches already, and writes expected runs ahead. True when there is more to write.
   *
   * <p>Of several processes the catalogue of the latest counts. When that one goes, a deployment that failed or an old
   * container that came up once more, the one that is now the latest aligns again.
   */
  @Override
  public boolean step(Instant now) {
    if (rhythm.beats(now) || !aligned) {
      boolean before = overtaken;
      overtaken = instances.isOvertaken(self.id());
      aligned &= !before || overtaken;
    }
    if (!aligned && !overtaken) {
      records.align(catalogue, now);
      records
          .gone(catalogue)
          .forEach(record -> transaction.executeWithoutResult(status -> retire(record, now)));
      incidents.openOf(IncidentKind.JOB_REMOVED).stream()
          .filter(incident -> catalogue.find(incident.name()).isPresent())
          .forEach(incident -> transaction.executeWithoutResult(status -> returned(incident, now)));
      aligned = true;
    }
    return records.extend(catalogue, now, JOBS_AT_ONCE) == JOBS_AT_ONCE;
  }

  private void retire(JobRecord record, Instant now) {
    boolean retired = records.retire(record.job(), now);
    if (!retired || record.job().equals(JobCatalogue.CANARY)) {
      return;
    }
    // Told at once, also during a mute of all jobs: nobody plans to lose a job.
    Incident removed = Incident.of(
            record.job(), IncidentKind.JOB_REMOVED, null, now, UUID.randomUUID(), Evidence.NONE)
        .withFollowUp(FollowUpState.NONE.dueAt(now));
    for (Incident incident : incidents.open(List.of(removed))) {
      Circumstances about = Circumstances.of(record);
      outbox.add(List.of(announcer.announce(Transition.OPENED, incident, about, true, now)));
    }
  }

  private void returned(Incident incident, Instant now) {
    if (incidents.resolve(incident.id(), Resolution.JOB_RETURNED, null, now)) {
      Incident resolved = incident.resolved(now, Resolution.JOB_RETURNED, null);
      outbox.add(announcer.ended(resolved, Circumstances.NONE, now));
    }
  }
}
