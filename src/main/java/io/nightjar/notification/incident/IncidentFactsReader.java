package io.nightjar.notification.incident;

import io.nightjar.incident.Incident;
import io.nightjar.incident.mute.ActiveMutes;
import io.nightjar.ledger.expected.ExpectedRuns;
import io.nightjar.ledger.expected.FailureStreak;
import io.nightjar.ledger.job.CatalogueSync;
import io.nightjar.ledger.job.JobRecord;
import io.nightjar.ledger.run.Run;
import io.nightjar.ledger.run.RunRecorder;
import io.nightjar.notification.incident.IncidentAnnouncer.Circumstances;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Gathers from the ledger what is said of incidents beside themselves, for many at once. */
@Component
public class IncidentFactsReader {

  private final CatalogueSync records;
  private final ExpectedRuns expectedRuns;
  private final RunRecorder runs;

  IncidentFactsReader(CatalogueSync records, ExpectedRuns expectedRuns, RunRecorder runs) {
    this.records = records;
    this.expectedRuns = expectedRuns;
    this.runs = runs;
  }

  /** The circumstances of each incident, by its identity. */
  public Map<Long, Circumstances> of(List<Incident> incidents, ActiveMutes muted) {
    Set<String> jobs =
        incidents.stream().map(Incident::job).filter(Objects::nonNull).collect(Collectors.toSet());
    Map<String, JobRecord> jobRecords = jobs.isEmpty() ? Map.of() : records.byName(jobs);
    Map<String, FailureStreak> streaks = expectedRuns.streaks(jobs);
    Map<UUID, Run> shown = runs(incidents);
    Map<Long, Circumstances> all = new HashMap<>();
    for (Incident incident : incidents) {
      Run run = incident.run() == null ? null : shown.get(incident.run());
      all.put(
          incident.id(),
          Circumstances.of(jobRecords.get(incident.name()))
              .shownBy(run)
              .after(streaks.get(incident.name()))
              .mutedBy(muted.covering(incident.job()).orElse(null)));
    }
    return all;
  }

  private Map<UUID, Run> runs(Collection<Incident> incidents) {
    Set<UUID> ids =
        incidents.stream().map(Incident::run).filter(Objects::nonNull).collect(Collectors.toSet());
    return runs.byId(ids);
  }
}
