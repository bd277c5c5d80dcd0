package io.nightjar.ops;

import io.nightjar.alert.Outbox;
import io.nightjar.incident.Incidents;
import io.nightjar.job.JobCatalogue;
import io.nightjar.ledger.ExpectedRuns;
import io.nightjar.ledger.ExpectedState;
import io.nightjar.ledger.JobRecord;
import io.nightjar.ledger.JobRecords;
import io.nightjar.ops.Reading.JobReading;
import java.time.Instant;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads the ledger for the metrics: four queries for all jobs together. */
@Component
class ReadingSource {

  private final JobCatalogue catalogue;
  private final JobRecords records;
  private final ExpectedRuns expectedRuns;
  private final Incidents incidents;
  private final Outbox outbox;

  ReadingSource(
      JobCatalogue catalogue,
      JobRecords records,
      ExpectedRuns expectedRuns,
      Incidents incidents,
      Outbox outbox) {
    this.catalogue = catalogue;
    this.records = records;
    this.expectedRuns = expectedRuns;
    this.incidents = incidents;
    this.outbox = outbox;
  }

  Reading read(Instant now) {
    Map<String, JobRecord> known =
        records.all().stream().collect(Collectors.toMap(JobRecord::job, Function.identity()));
    Map<String, ExpectedState> states = expectedRuns.latestStates(now);
    return new Reading(
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
