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

/** Asks for runs by hand, for whoever asks: by REST or from Slack. */
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
   * Asks for a run and wakes the scheduler.
   *
   * @param occurrence the occurrence it answers, null: the latest that is due if that is not met, else none
   * @param key a repeated key gets the run of the first request, null: none
   * @throws ApiProblem that says why not
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

  /** What whoever asked for a run should know of it at once; null: nothing. */
  public static @Nullable String warning(Run run) {
    return run.occurrence() != null
        ? null
        : "This run answers no occurrence: " + run.job()
            + " has none that is not met. Name one as occurrence to answer"
            + " that one; GET /api/expected-runs?job=" + run.job() + " lists them.";
  }

  /** A job that the catalogue does not have. */
  public static ApiProblem unknown(String job) {
    return ApiProblem.notFound(
        "The catalogue has no job " + ApiProblem.quote(job) + ": GET /api/jobs lists its jobs.");
  }

  private static void refuseElsewhere(Job job) {
    if (job.isDigest()) {
      throw ApiProblem.cannot(
          job.name() + " is Nightjar's own message of the morning: it is sent by itself.");
    }
    if (job.isCanary()) {
      throw ApiProblem.cannot(job.name() + " is Nightjar's own: it is started by itself.");
    }
    if (!job.runsHere()) {
      String runbook = job.contact().runbook();
      throw ApiProblem.cannot(
              job.name() + " runs elsewhere and reports by pings: Nightjar cannot start it."
                  + (runbook == null
                      ? " It has no runbook; ask its owner."
                      : " Its runbook says how: " + runbook))
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
              job.name() + " is running already, as run " + e.run().id()
                  + ": wait for it, or cancel it by POST /api/runs/" + e.run().id() + "/cancel.")
          .with("run", e.run().id());
    } catch (UnknownOccurrenceException e) {
      throw ApiProblem.cannot("occurrence cannot be " + occurrence
              + ": the ledger expects no run of " + job.name()
              + " then. GET /api/expected-runs?job=" + job.name() + " lists what it expects.")
          .with("key", "occurrence");
    }
  }

  /** A repeated key gets the run of the first request; were that one different, it would be taken for done. */
  private static void refuseReuse(
      Run run, RunRequest request, @Nullable Instant occurrence, @Nullable String key) {
    RunRequest first = run.request();
    boolean same = first != null
        && Objects.equals(first.reason(), request.reason())
        && Objects.equals(first.parameters(), request.parameters())
        && (occurrence == null || occurrence.equals(run.occurrence()));
    if (!same) {
      throw ApiProblem.cannot("Idempotency-Key " + ApiProblem.quote(key)
              + " belongs to another request, that of run " + run.id() + ": use a new key.")
          .with("run", run.id());
    }
  }
}
