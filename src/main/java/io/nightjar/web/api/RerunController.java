package io.nightjar.web.api;

import io.nightjar.job.Job;
import io.nightjar.job.JobCatalogue;
import io.nightjar.ledger.ManualRuns;
import io.nightjar.ledger.Run;
import io.nightjar.ledger.RunInProgressException;
import io.nightjar.ledger.RunRequest;
import io.nightjar.ledger.UnknownOccurrenceException;
import io.nightjar.runner.WakeUps;
import io.nightjar.web.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.security.Principal;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** {@code POST /api/jobs/{job}/runs}: a run by hand. */
@RestController
class RerunController {

  private static final int LONGEST_REASON = 1_000;
  private static final int LONGEST_KEY = 255;
  private static final int MOST_PARAMETERS = 8 * 1024;

  private final JobCatalogue catalogue;
  private final ManualRuns manualRuns;
  private final WakeUps wakeUps;
  private final Clock clock;

  RerunController(JobCatalogue catalogue, ManualRuns manualRuns, WakeUps wakeUps, Clock clock) {
    this.catalogue = catalogue;
    this.manualRuns = manualRuns;
    this.wakeUps = wakeUps;
    this.clock = clock;
  }

  /** What was asked for. */
  private record Wish(
      RunRequest request,
      @Nullable Instant occurrence,
      @Nullable String key) {

    /** A repeated key gets the run of the first request; were that one different, it would be taken for done. */
    void refuseReuse(Run run) {
      RunRequest first = run.request();
      boolean same = first != null
          && Objects.equals(first.reason(), request.reason())
          && Objects.equals(first.parameters(), request.parameters())
          && (occurrence == null || occurrence.equals(run.occurrence()));
      if (!same) {
        throw Problem.cannot("Idempotency-Key " + Problem.quote(key)
                + " belongs to another request, that of run " + run.id() + ": use a new key.")
            .with("run", run.id());
      }
    }
  }

  @PostMapping(path = "/api/jobs/{job}/runs", consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<RunView> rerun(
      @PathVariable("job") String name,
      @RequestBody(required = false) byte @Nullable [] body,
      @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
      HttpServletRequest request,
      Principal caller) {
    Query.of(request);
    Job job = catalogue.find(name).orElseThrow(() -> JobsController.unknown(name));
    Wish wish = wish(body, key, caller.getName());
    refuseElsewhere(job);
    Run run = request(job, wish);
    wish.refuseReuse(run);
    if (run.instance() == null && !run.isFinished()) {
      wakeUps.wake(run.id());
    }
    return ResponseEntity.status(HttpStatus.ACCEPTED)
        .header(HttpHeaders.LOCATION, URI.create("/api/runs/" + run.id()).toString())
        .body(RunView.of(run));
  }

  private static Wish wish(byte @Nullable [] body, @Nullable String key, String by) {
    JsonBody members = JsonBody.read(body, "reason", "occurrence", "parameters", "downstream");
    if (key != null && (key.isBlank() || key.length() > LONGEST_KEY)) {
      throw Problem.badValue("Idempotency-Key", key, "send 1 to " + LONGEST_KEY + " characters");
    }
    if (members.flag("downstream")) {
      throw Problem.cannot(
              "downstream cannot be true yet: Nightjar does not re-run what needs the job by"
                  + " itself. Re-run each job of its own, in the order in which they require each other.")
          .with("key", "downstream");
    }
    RunRequest request = new RunRequest(
        by, members.text("reason", LONGEST_REASON), members.object("parameters", MOST_PARAMETERS));
    return new Wish(request, members.instant("occurrence"), key);
  }

  private static void refuseElsewhere(Job job) {
    if (!job.runsHere()) {
      String runbook = job.contact().runbook();
      throw Problem.cannot(
              job.name() + " runs elsewhere and reports by pings: Nightjar cannot start it."
                  + (runbook == null
                      ? " It has no runbook; ask its owner."
                      : " Its runbook says how: " + runbook))
          .with("runbook", runbook)
          .with("owner", job.contact().owner());
    }
  }

  private Run request(Job job, Wish wish) {
    try {
      return manualRuns.request(
          job, wish.request(), wish.occurrence(), wish.key(), clock.instant());
    } catch (RunInProgressException e) {
      throw Problem.conflict(
              job.name() + " is running already, as run " + e.run().id()
                  + ": wait for it, or cancel it by POST /api/runs/" + e.run().id() + "/cancel.")
          .with("run", e.run().id());
    } catch (UnknownOccurrenceException e) {
      throw Problem.cannot("occurrence cannot be " + wish.occurrence()
              + ": the ledger expects no run of " + job.name()
              + " then. GET /api/expected-runs?job=" + job.name() + " lists what it expects.")
          .with("key", "occurrence");
    }
  }
}
