package io.nightjar.watchdog.task;

import io.nightjar.incident.Announce;
import io.nightjar.incident.Finding;
import io.nightjar.incident.Findings;
import io.nightjar.incident.Incident;
import io.nightjar.incident.IncidentChange.Open;
import io.nightjar.incident.IncidentKind;
import io.nightjar.incident.IncidentService;
import io.nightjar.incident.Resolution;
import io.nightjar.instance.InstanceRepository;
import io.nightjar.instance.ThisInstance;
import io.nightjar.job.JobCatalogue;
import io.nightjar.ledger.job.CatalogueSync;
import io.nightjar.ledger.job.JobRecord;
import io.nightjar.watchdog.Interval;
import io.nightjar.watchdog.WatchdogTask;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
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
  private final IncidentService incidents;
  private final TransactionTemplate transaction;
  private final InstanceRepository instances;
  private final ThisInstance self;
  private final Interval interval = new Interval(EVERY);
  private boolean aligned;
  private boolean overtaken;

  CatalogueSyncTask(
      JobCatalogue catalogue,
      CatalogueSync records,
      IncidentService incidents,
      TransactionTemplate transaction,
      InstanceRepository instances,
      ThisInstance self) {
    this.catalogue = catalogue;
    this.records = records;
    this.incidents = incidents;
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
    if (interval.begin(now) || !aligned) {
      boolean before = overtaken;
      overtaken = instances.isOvertaken(self.id());
      aligned &= !before || overtaken;
    }
    if (!aligned && !overtaken) {
      records.align(catalogue, now);
      records
          .gone(catalogue)
          .forEach(record -> transaction.executeWithoutResult(status -> retire(record, now)));
      incidents.reconcile(new Findings(IncidentKind.JOB_REMOVED, List.of(), this::ending), now);
      aligned = true;
    }
    return records.extend(catalogue, now, JOBS_AT_ONCE) == JOBS_AT_ONCE;
  }

  private Optional<Resolution> ending(Incident removed) {
    return catalogue.find(removed.name()).map(job -> Resolution.JOB_RETURNED);
  }

  private void retire(JobRecord record, Instant now) {
    boolean retired = records.retire(record.job(), now);
    if (!retired || record.job().equals(JobCatalogue.CANARY)) {
      return;
    }
    Finding removed = Finding.ofJob(IncidentKind.JOB_REMOVED, record.job(), null);
    incidents.apply(List.of(new Open(removed, null, Announce.EVEN_WHEN_MUTED)), now);
  }
}
