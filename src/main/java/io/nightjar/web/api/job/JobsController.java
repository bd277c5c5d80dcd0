package io.nightjar.web.api.job;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.nightjar.incident.Incident;
import io.nightjar.incident.IncidentQuery;
import io.nightjar.incident.IncidentRepository;
import io.nightjar.job.Job;
import io.nightjar.job.JobCatalogue;
import io.nightjar.ledger.expected.ExpectedRun;
import io.nightjar.ledger.expected.ExpectedRunRepository;
import io.nightjar.ledger.expected.ExpectedState;
import io.nightjar.ledger.job.CatalogueSync;
import io.nightjar.ledger.job.JobRecord;
import io.nightjar.ledger.run.RunRecorder;
import io.nightjar.web.RerunService;
import io.nightjar.web.api.job.JobView.Snapshot;
import io.nightjar.web.request.QueryParameters;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/jobs}: the jobs of the catalogue and their current state. */
@RestController
class JobsController {

  private static final int LAST_RUNS = 5;
  private static final int MOST_INCIDENTS = 10_000;

  private final JobCatalogue catalogue;
  private final CatalogueSync records;
  private final ExpectedRunRepository expectedRuns;
  private final RunRecorder runs;
  private final IncidentRepository incidents;
  private final Clock clock;

  JobsController(
      JobCatalogue catalogue,
      CatalogueSync records,
      ExpectedRunRepository expectedRuns,
      RunRecorder runs,
      IncidentRepository incidents,
      Clock clock) {
    this.catalogue = catalogue;
    this.records = records;
    this.expectedRuns = expectedRuns;
    this.runs = runs;
    this.incidents = incidents;
    this.clock = clock;
  }

  /** All jobs as JSON. */
  record Jobs(List<JobView> jobs) {}

  /** One job as JSON, with its last runs and its configuration changes. */
  record JobDetails(@JsonUnwrapped JobView job, List<RunView> runs, List<JobChangeView> changes) {}

  @GetMapping("/api/jobs")
  Jobs jobs(HttpServletRequest request) {
    QueryParameters.of(request);
    Instant now = clock.instant();
    Map<String, JobRecord> known =
        records.all().stream().collect(Collectors.toMap(JobRecord::job, Function.identity()));
    Map<String, ExpectedState> states = expectedRuns.latestStates(now);
    Map<String, List<Incident>> open =
        incidents.list(new IncidentQuery(true, null, MOST_INCIDENTS)).stream()
            .filter(incident -> incident.job() != null)
            .collect(Collectors.groupingBy(Incident::name));
    return new Jobs(catalogue.listed().stream()
        .map(job -> JobView.of(
            job,
            new Snapshot(
                states.getOrDefault(job.name(), ExpectedState.AWAITING),
                known.get(job.name()),
                open.getOrDefault(job.name(), List.of()),
                now)))
        .toList());
  }

  @GetMapping("/api/jobs/{job}")
  JobDetails job(@PathVariable("job") String name, HttpServletRequest request) {
    QueryParameters.of(request);
    Job job = catalogue.find(name).orElseThrow(() -> RerunService.unknown(name));
    Instant now = clock.instant();
    ExpectedState state = expectedRuns
        .latestOccurred(name, now)
        .map(ExpectedRun::state)
        .orElse(ExpectedState.AWAITING);
    List<Incident> open = incidents.openOf(List.of(name)).getOrDefault(name, List.of());
    return new JobDetails(
        JobView.of(job, new Snapshot(state, records.find(name).orElse(null), open, now)),
        runs.history(name, null, LAST_RUNS).stream().map(RunView::of).toList(),
        records.changes(name).stream().map(JobChangeView::of).toList());
  }
}
