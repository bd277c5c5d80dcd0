package io.nightjar.web.api.job;

import io.nightjar.ledger.expected.ExpectedRun;
import io.nightjar.ledger.expected.ExpectedRunQuery;
import io.nightjar.ledger.expected.ExpectedRunRepository;
import io.nightjar.ledger.expected.ExpectedState;
import io.nightjar.web.problem.ApiProblem;
import io.nightjar.web.request.KnownJobs;
import io.nightjar.web.request.QueryParameters;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /api/expected-runs}: expected runs in the order of their occurrences. */
@RestController
class ExpectedRunsController {

  private static final Duration AROUND = Duration.ofHours(24);
  private static final Duration WIDEST = Duration.ofDays(400);
  private static final int DEFAULT = 1_000;
  private static final int MOST = 10_000;

  private final KnownJobs jobs;
  private final ExpectedRunRepository expectedRuns;
  private final Clock clock;

  ExpectedRunsController(KnownJobs jobs, ExpectedRunRepository expectedRuns, Clock clock) {
    this.jobs = jobs;
    this.expectedRuns = expectedRuns;
    this.clock = clock;
  }

  /**
   * Expected runs as JSON.
   *
   * @param truncated whether there are more than the limit
   */
  record Ledger(Instant from, Instant to, List<ExpectedRunView> expectedRuns, boolean truncated) {}

  @GetMapping("/api/expected-runs")
  Ledger expectedRuns(HttpServletRequest request) {
    QueryParameters query = QueryParameters.of(request, "from", "to", "job", "state", "limit");
    Instant now = clock.instant();
    Instant from = query.instant("from", now.minus(AROUND));
    Instant to = query.instant("to", now.plus(AROUND));
    refuse(from, to);
    int limit = query.limit(DEFAULT, MOST);
    ExpectedState state = query.word("state", ExpectedState.values(), ExpectedState::word);
    String job = query.text("job");
    jobs.require(job);
    List<ExpectedRun> found =
        expectedRuns.find(new ExpectedRunQuery(from, to, job, state, limit + 1));
    return new Ledger(
        from,
        to,
        found.stream().limit(limit).map(ExpectedRunView::of).toList(),
        found.size() > limit);
  }

  private static void refuse(Instant from, Instant to) {
    if (!from.isBefore(to)) {
      throw ApiProblem.badValue(
          "from", from.toString(), "send an instant before to, which is " + to);
    }
    if (Duration.between(from, to).compareTo(WIDEST) > 0) {
      throw ApiProblem.badValue(
          "from", from.toString(), "ask for at most " + WIDEST.toDays() + " days at once");
    }
  }
}
