package io.nightjar.web.api.job;

import io.nightjar.instance.ThisInstance;
import io.nightjar.ledger.run.CallbackRuns;
import io.nightjar.ledger.run.Heartbeat;
import io.nightjar.ledger.run.Outcome;
import io.nightjar.ledger.run.Run;
import io.nightjar.ledger.run.RunOwnership;
import io.nightjar.ledger.run.RunRecorder;
import io.nightjar.ledger.run.RunResult;
import io.nightjar.ledger.run.RunTrigger;
import io.nightjar.web.problem.ApiProblem;
import io.nightjar.web.request.QueryParameters;
import io.nightjar.web.request.RequestJson;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/runs/{id}}: one run, its heartbeats, and its cancellation. */
@RestController
class RunsController {

  private static final String SOURCE = "api";
  private static final int DEFAULT_HEARTBEATS = 100;
  private static final int MOST_HEARTBEATS = 1_000;

  private final RunRecorder runs;
  private final RunOwnership ownership;
  private final CallbackRuns callbackRuns;
  private final ThisInstance instance;
  private final Clock clock;

  RunsController(
      RunRecorder runs,
      RunOwnership ownership,
      CallbackRuns callbackRuns,
      ThisInstance instance,
      Clock clock) {
    this.runs = runs;
    this.ownership = ownership;
    this.callbackRuns = callbackRuns;
    this.instance = instance;
    this.clock = clock;
  }

  /**
   * A page of the heartbeats of a run as JSON, in the order in which they arrived.
   *
   * @param next the value of {@code after} that asks for the next page, null on the last
   */
  record Heartbeats(
      List<HeartbeatView> heartbeats, @Nullable String next) {}

  @GetMapping("/api/runs/{id}")
  RunView run(@PathVariable("id") UUID id, HttpServletRequest request) {
    QueryParameters.of(request);
    return RunView.of(find(id));
  }

  @GetMapping("/api/runs/{id}/heartbeats")
  Heartbeats heartbeats(@PathVariable("id") UUID id, HttpServletRequest request) {
    QueryParameters query = QueryParameters.of(request, "after", "limit");
    Long after = query.number("after", "send the value of next from the previous page");
    int limit = query.limit(DEFAULT_HEARTBEATS, MOST_HEARTBEATS);
    find(id);
    List<Heartbeat> found = runs.heartbeats(id, after == null ? 0 : after, limit + 1);
    List<Heartbeat> page = found.size() > limit ? found.subList(0, limit) : found;
    return new Heartbeats(
        page.stream().map(HeartbeatView::of).toList(),
        found.size() > limit ? String.valueOf(page.get(limit - 1).id()) : null);
  }

  /** 200 when this has ended the run, 202 when the instance that executes it has been asked to end it. */
  @PostMapping(path = "/api/runs/{id}/cancel", consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<RunView> cancel(
      @PathVariable("id") UUID id,
      @RequestBody(required = false) byte @Nullable [] body,
      HttpServletRequest request,
      Principal caller) {
    QueryParameters.of(request);
    RequestJson.read(body);
    Run run = find(id);
    if (run.isFinished() || !ownership.requestCancel(id, caller.getName())) {
      throw ended(find(id));
    }
    endIfNobodys(id, caller.getName());
    Run asked = find(id);
    return ResponseEntity.status(asked.isFinished() ? HttpStatus.OK : HttpStatus.ACCEPTED)
        .body(RunView.of(asked));
  }

  /**
   * Ends a run that no instance executes. The run is read again: an instance that hands it over to its call-back later
   * sees the request. Taking an untaken run prevents every other instance from starting it.
   */
  private void endIfNobodys(UUID id, String by) {
    Run run = find(id);
    if (run.awaitsCallback()) {
      callbackRuns.cancel(id, by, clock.instant(), SOURCE);
      return;
    }
    RunResult cancelled = new RunResult(Outcome.CANCELLED, "cancelled by " + by, null, null);
    if (run.trigger() == RunTrigger.EXTERNAL) {
      runs.finish(id, cancelled, clock.instant(), SOURCE);
    } else {
      runs.endUntaken(id, instance.id(), cancelled, clock.instant(), SOURCE);
    }
  }

  private Run find(UUID id) {
    return runs.find(id).orElseThrow(() -> ApiProblem.notFound("There is no run " + id + "."));
  }

  private static ApiProblem ended(Run run) {
    return ApiProblem.conflict("The run " + run.id() + " has already ended, at " + run.finishedAt()
            + ": " + (run.outcome() == null ? "" : run.outcome().word())
            + ". There is nothing to cancel.")
        .with("run", run.id());
  }
}
