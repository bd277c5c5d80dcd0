package io.nightjar.web.api.job;

import io.nightjar.ledger.run.Run;
import io.nightjar.ledger.run.RunRecorder;
import io.nightjar.web.request.KnownJobs;
import io.nightjar.web.request.QueryParameters;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /api/jobs/{job}/runs}: the runs of a job, newest first. Includes jobs that have left the catalogue. */
@RestController
class RunHistoryController {

  private static final int DEFAULT = 50;
  private static final int MOST = 500;

  private final KnownJobs jobs;
  private final RunRecorder runs;

  RunHistoryController(KnownJobs jobs, RunRecorder runs) {
    this.jobs = jobs;
    this.runs = runs;
  }

  /**
   * A page of runs as JSON.
   *
   * @param next the value of {@code before} that asks for the next page, null on the last
   */
  record Page(List<RunView> runs, @Nullable String next) {}

  @GetMapping("/api/jobs/{job}/runs")
  Page history(@PathVariable("job") String job, HttpServletRequest request) {
    QueryParameters query = QueryParameters.of(request, "before", "limit");
    HistoryCursor before = HistoryCursor.read(query.text("before"));
    int limit = query.limit(DEFAULT, MOST);
    jobs.require(job);
    List<Run> found = before.read(runs, job, limit + 1);
    List<Run> page = found.size() > limit ? found.subList(0, limit) : found;
    return new Page(
        page.stream().map(RunView::of).toList(),
        found.size() > limit ? HistoryCursor.of(page.get(limit - 1)).toString() : null);
  }
}
