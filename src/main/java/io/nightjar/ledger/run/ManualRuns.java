package io.nightjar.ledger.run;

import io.nightjar.job.Job;
import io.nightjar.job.OverlapPolicy;
import io.nightjar.ledger.expected.ExpectedRun;
import io.nightjar.ledger.expected.ExpectedRunRepository;
import io.nightjar.ledger.job.ExpectedRunPlanner;
import io.nightjar.ledger.job.JobRecordRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

/** Accepts requests for manual runs. A request is a row; a scheduler instance takes it from there. */
@Service
public class ManualRuns {

  private final RunRepository runs;
  private final HeartbeatRepository heartbeats;
  private final ExpectedRunRepository expectedRuns;
  private final JobRecordRepository jobs;
  private final ExpectedRunPlanner planner;
  private final TransactionTemplate transaction;

  ManualRuns(
      RunRepository runs,
      HeartbeatRepository heartbeats,
      ExpectedRunRepository expectedRuns,
      JobRecordRepository jobs,
      ExpectedRunPlanner planner,
      TransactionTemplate transaction) {
    this.runs = runs;
    this.heartbeats = heartbeats;
    this.expectedRuns = expectedRuns;
    this.jobs = jobs;
    this.planner = planner;
    this.transaction = transaction;
  }

  /**
   * Writes a requested run. It answers the occurrence named in the request, else the latest that is due if that
   * is not met, else none: what a later run has made up for stays as it was.
   *
   * @param occurrence as named in the request, null: none
   * @param idempotencyKey a second request with the same key gets the run of the first, null: none
   * @throws RunInProgressException when the job is running and its overlap policy is skip
   * @throws UnknownOccurrenceException when the ledger has no expected run of the named occurrence
   */
  public Run request(
      Job job,
      RunRequest request,
      @Nullable Instant occurrence,
      @Nullable String idempotencyKey,
      Instant now) {
    planner.reach(job, now);
    Optional<Run> run =
        transaction.execute(status -> write(status, job, request, occurrence, idempotencyKey, now));
    // Nothing written: the same request is being written at the same time.
    return run.or(() -> earlier(job, idempotencyKey))
        .orElseThrow(
            () -> new IllegalStateException("the run of " + job.name() + " could not be written"));
  }

  private Optional<Run> write(
      TransactionStatus status,
      Job job,
      RunRequest request,
      @Nullable Instant occurrence,
      @Nullable String idempotencyKey,
      Instant now) {
    // One request for a job at a time: two that arrive together must not both find it idle.
    jobs.lock(job.name());
    Optional<Run> earlier = earlier(job, idempotencyKey);
    if (earlier.isPresent()) {
      return earlier;
    }
    refuseOverlap(job);
    Instant answers = answers(job, occurrence, now);
    NewRun run = new NewRun(
        UUID.randomUUID(),
        job.name(),
        answers,
        RunTrigger.MANUAL,
        request,
        idempotencyKey,
        null,
        now,
        null);
    if (!runs.insert(run)) {
      status.setRollbackOnly();
      return Optional.empty();
    }
    heartbeats.append(run.id(), job.name(), HeartbeatKind.FIRED, now, "api", detail(request));
    return runs.find(run.id());
  }

  private static String detail(RunRequest request) {
    return request.reason() == null
        ? "by " + request.by()
        : "by " + request.by() + ": " + request.reason();
  }

  private Optional<Run> earlier(Job job, @Nullable String idempotencyKey) {
    return idempotencyKey == null
        ? Optional.empty()
        : runs.findByIdempotencyKey(job.name(), idempotencyKey);
  }

  private void refuseOverlap(Job job) {
    if (job.overlap() == OverlapPolicy.ALLOW) {
      return;
    }
    List<Run> unfinished = runs.unfinished(job.name());
    if (!unfinished.isEmpty()) {
      throw new RunInProgressException(unfinished.get(0));
    }
  }

  private @Nullable Instant answers(Job job, @Nullable Instant occurrence, Instant now) {
    if (occurrence == null) {
      return expectedRuns
          .latestOccurred(job.name(), now)
          .filter(expected -> !expected.state().isMet())
          .map(ExpectedRun::occurrence)
          .orElse(null);
    }
    return expectedRuns
        .find(job.name(), occurrence)
        .map(ExpectedRun::occurrence)
        .orElseThrow(() -> new UnknownOccurrenceException(job.name(), occurrence));
  }
}
