package io.nightjar.actuator;

import io.nightjar.actuator.MetricsSnapshot.JobReading;
import io.nightjar.incident.IncidentRepository;
import io.nightjar.job.JobCatalogue;
import io.nightjar.ledger.expected.ExpectedRunRepository;
import io.nightjar.ledger.expected.ExpectedState;
import io.nightjar.ledger.job.CatalogueSync;
import io.nightjar.ledger.job.JobRecord;
import io.nightjar.notification.outbox.Outbox;
import java.time.Instant;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads the ledger for the metrics: four queries for all jobs together. */
@Component
class MetricsReader {

  private final JobCatalogue catalogue;
  private final CatalogueSync records;
  private final ExpectedRunRepository expectedRuns;
  private final IncidentRepository incidents;
  private final Outbox outbox;

  MetricsReader(
      JobCatalogue catalogue,
      CatalogueSync records,
      ExpectedRunRepository expectedRuns,
      IncidentRepository incidents,
      Outbox outbox) {
    this.catalogue = catalogue;
    this.records = records;
    this.expectedRuns = expectedRuns;
    this.incidents = incidents;
    this.outbox = outbox;
  }

  MetricsSnapshot read(Instant now) {
    Map<String, JobRecord> known =
        records.all().stream().collect(Collectors.toMap(JobRecord::job, Function.identity()));
    Map<String, ExpectedState> states = expectedRuns.latestStates(now);
    return new MetricsSnapshot(
        now,
        catalogue.listed().stream()
            .map(job -> reading(
                job.name(),
                states.getOrDefault(job.name(), ExpectedState.AWAITING),
                known.get(job.name())))
            .toList(),
        incidents.countOpen(),
        outbox.pending(now).count());
  }

  private static JobReading reading(String job, ExpectedState state, @Nullable JobRecord record) {
    return record == null
        ? new JobReading(job, state, null, null)
        : new JobReading(job, state, record.lastSuccess(), record.lastScheduledStart());
  }
}
