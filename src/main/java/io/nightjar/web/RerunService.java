package io.nightjar.web;

import io.nightjar.job.Job;
import io.nightjar.job.JobCatalogue;
import io.nightjar.ledger.run.ManualRuns;
import io.nightjar.ledger.run.Run;
import io.nightjar.ledger.run.RunInProgressException;
import io.nightjar.ledger.run.RunRequest;
import io.nightjar.ledger.run.UnknownOccurrenceException;
import io.nightjar.scheduler.AdHocTriggers;
import io.nightjar.web.problem.ApiProblem;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Requests manual runs, for the REST API and for Slack. */
@Component
public class RerunService {

  private final JobCatalogue catalogue;
  private final ManualRuns manualRuns;
  private final AdHocTriggers adHocTriggers;
  private final Clock clock;

  RerunService(
      JobCatalogue catalogue, ManualRuns manualRuns, AdHocTriggers adHocTriggers, Clock clock) {
    this.catalogue = catalogue;
    this.manualRuns = manualRuns;
    this.adHocTriggers = adHocTriggers;
    this.clock = clock;
  }

  /**
   * Requests a run and wakes the scheduler.
   *
   * @param occurrence the occurrence that the run answers; null for the latest one if it is not met, else none
   * @param key the idempotency key, null for none: a repeated key returns the run of the first request
   * @throws ApiProblem when no run can be requested
   */
  public Run rerun(
      String name, RunRequest request, @Nullable Instant occurrence, @Nullable String key) {
    Job job = catalogue.find(name).orElseThrow(() -> unknown(name));
    refuseElsewhere(job);
    Run run = request(job, request, occurrence, key);
    refuseReuse(run, request, occurrence, key);
    if (run.instance() == null && !run.isFinished()) {
      adHocTriggers.wake(run.id());
    }
    return run;
  }

  /** A warning for whoever requested the run, null for none. */
  public static @Nullable String warning(Run run) {
    return run.occurrence() != null
        ? null
        : "This run answers no occurrence: no run of " + run.job()
            + " is missing. To answer a certain occurrence, send it as occurrence; GET /api/expected-runs?job="
            + run.job() + " lists them.";
  }

  /** The problem that the catalogue has no such job. */
  public static ApiProblem unknown(String job) {
    return ApiProblem.notFound(
        "The catalogue has no job " + ApiProblem.quote(job) + ": GET /api/jobs lists its jobs.");
  }

  private static void refuseElsewhere(Job job) {
    if (job.isDigest()) {
      throw ApiProblem.cannot(
          job.name() + " is Nightjar's own daily digest: Nightjar sends it by itself.");
    }
    if (job.isCanary()) {
      throw ApiProblem.cannot(
          job.name() + " is Nightjar's own canary job: Nightjar starts it by itself.");
    }
    if (!job.runsHere()) {
      String runbook = job.contact().runbook();
      throw ApiProblem.cannot(
              job.name() + " runs elsewhere and reports by pings: Nightjar cannot start it."
                  + (runbook == null
                      ? " It has no runbook: ask its owner."
                      : " How to start it: " + runbook))
          .with("runbook", runbook)
          .with("owner", job.contact().owner());
    }
  }

  private Run request(
      Job job, RunRequest request, @Nullable Instant occurrence, @Nullable String key) {
    try {
      return manualRuns.request(job, request, occurrence, key, clock.instant());
    } catch (RunInProgressException e) {
      throw ApiProblem.conflict(
              job.name() + " is already running, as run " + e.run().id()
                  + ": wait for it, or cancel it with POST /api/runs/" + e.run().id() + "/cancel.")
          .with("run", e.run().id());
    } catch (UnknownOccurrenceException e) {
      throw ApiProblem.cannot("occurrence cannot be " + occurrence + ": no run of " + job.name()
              + " is expected then. GET /api/expected-runs?job=" + job.name()
              + " lists the expected runs.")
          .with("key", "occurrence");
    }
  }

  /**
   * Rejects a repeated key with a different request: its sender would take the run of the first request for its own.
   */
  private static void refuseReuse(
      Run run, RunRequest request, @Nullable Instant occurrence, @Nullable String key) {
    RunRequest first = run.request();
    boolean same = first != null
        && Objects.equals(first.reason(), request.reason())
        && Objects.equals(first.parameters(), request.parameters())
        && (occurrence == null || occurrence.equals(run.occurrence()));
    if (!same) {
      throw ApiProblem.cannot("Idempotency-Key " + ApiProblem.quote(key)
              + " was already used for another request, that of run " + run.id()
              + ": use a new key.")
          .with("run", run.id());
    }
  }
}
