package io.nightjar.runner;

import io.nightjar.instance.ThisInstance;
import io.nightjar.job.Job;
import io.nightjar.job.JobCatalogue;
import io.nightjar.ledger.run.Run;
import io.nightjar.ledger.run.RunOwnership;
import io.nightjar.ledger.run.RunRecorder;
import io.nightjar.ledger.run.RunResult;
import io.nightjar.ledger.run.RunTrigger;
import io.nightjar.runner.text.RunWording;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/**
 * Takes every run from due to finished. A call returns when the run has ended or was handed over, and never throws what
 * the job throws. The ledger decides which instance runs what, because the scheduler may fire too often, too late or on
 * two instances at once.
 */
@Service
public class Launcher {

  private static final Logger LOG = LoggerFactory.getLogger(Launcher.class);

  private final JobCatalogue catalogue;
  private final RunRecorder ledger;
  private final RunOwnership ownership;
  private final OccurrenceClaims claims;
  private final RunExecutor executor;
  private final FireDelayMetric fireDelay;
  private final ThisInstance instance;

  Launcher(
      JobCatalogue catalogue,
      RunRecorder ledger,
      RunOwnership ownership,
      OccurrenceClaims claims,
      RunExecutor executor,
      FireDelayMetric fireDelay,
      ThisInstance instance) {
    this.catalogue = catalogue;
    this.ledger = ledger;
    this.ownership = ownership;
    this.claims = claims;
    this.executor = executor;
    this.fireDelay = fireDelay;
    this.instance = instance;
  }

  /** Starts what the scheduler reports as due: the latest of the waiting occurrences, if it is not too late for it. */
  public void fireScheduled(String jobName, Instant reported, Instant now) {
    Optional<Job> found = runnable(jobName);
    if (found.isEmpty()) {
      LOG.warn(
          "job {} was fired, but the catalogue has no job with this name that runs here", jobName);
      return;
    }
    Job job = found.get();
    Instant waiting = OccurrenceMatcher.occurrence(job.schedule(), reported);
    Optional<DueOccurrence> due = DueOccurrence.of(job, waiting, now);
    if (due.isPresent()) {
      launch(job, RunTrigger.SCHEDULE, now, at -> DueOccurrence.of(job, waiting, at));
    } else {
      LOG.warn(
          "job {}: its occurrence of {} is not started: it is {} late, which is longer than start-within and catch-up-within",
          jobName,
          waiting,
          RunWording.span(Duration.between(waiting, now)));
    }
  }

  /** Runs a missed occurrence, unless another run answers it by now. */
  public void catchUp(String jobName, Instant occurrence, Instant now) {
    runnable(jobName)
        .ifPresent(job -> launch(
            job,
            RunTrigger.CATCH_UP,
            now,
            at -> DueOccurrence.of(job, occurrence, at)
                .filter(due -> due.occurrence().equals(occurrence))));
  }

  /** Executes a requested run, unless another instance has taken it. */
  public void runRequested(UUID id, Instant now) {
    ownership.take(id, instance.id()).ifPresent(run -> {
      Optional<Job> job = runnable(run.job());
      if (job.isPresent()) {
        executor.run(job.get(), run);
      } else {
        String cause = "the catalogue has no job " + run.job() + " that runs here";
        ledger.finish(id, RunResult.failed(cause, null), now, ActiveRun.SOURCE);
      }
    });
  }

  /** Follows a run that its instance has handed over, unless another instance has taken it. */
  public void follow(UUID id, Instant now) {
    Optional<Run> found = ledger.find(id).filter(run -> !run.isFinished());
    Optional<Job> job = found.flatMap(run -> runnable(run.job()));
    if (job.isEmpty()) {
      return;
    }
    Run run = found.get();
    String resumeToken = run.resumeToken();
    if (resumeToken != null && ownership.takeOver(run, instance.id())) {
      LOG.info(
          "run {} of job {} was handed over by another instance and is followed from {}",
          id,
          run.job(),
          now);
      executor.follow(job.get(), run, resumeToken);
    }
  }

  /** Takes a job up to the point where its code would begin, and records nothing. */
  public void rehearse(String jobName, RehearsalSession session) {
    runnable(jobName)
        .ifPresentOrElse(
            job -> executor.rehearse(job, session),
            () ->
                session.failed(jobName, "the catalogue has no job with this name that runs here"));
  }

  private void launch(
      Job job, RunTrigger firedBy, Instant now, Function<Instant, Optional<DueOccurrence>> due) {
    // Created before the first attempt, so that a later attempt recognises a row that an earlier
    // one wrote.
    UUID id = UUID.randomUUID();
    Optional<Run> run = startRetry(job).write("The start of job " + job.name(), elapsed -> {
      Instant at = now.plus(elapsed);
      return due.apply(at).flatMap(it -> claims.claim(id, job, it, firedBy, at));
    });
    if (run.isEmpty()) {
      LOG.debug("job {}: no run is needed", job.name());
      return;
    }
    Instant occurrence = Objects.requireNonNull(run.get().occurrence());
    if (run.get().trigger() == RunTrigger.SCHEDULE) {
      fireDelay.fired(occurrence, run.get().firedAt());
    } else {
      LOG.info("job {}: its missed occurrence of {} is caught up", job.name(), occurrence);
    }
    executor.run(job, run.get());
  }

  /** A start is on time until its deadline, so writing it is retried until then. */
  private static WriteRetry startRetry(Job job) {
    return WriteRetry.forStarts(job.expectations().startWithin());
  }

  private Optional<Job> runnable(String name) {
    return catalogue.find(name).filter(Job::runsHere);
  }
}
