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
 * The one way from "due" to "finished". A call returns when the run has ended or is left to others; nothing that the job
 * does escapes from it. The ledger decides who runs what, whatever the scheduler says: it may fire too often, too late or
 * on two instances at once.
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

  /** Starts what the scheduler says is due: of several occurrences that wait the latest, if it is not too late for it. */
  public void fireScheduled(String jobName, Instant reported, Instant now) {
    Optional<Job> found = runnable(jobName);
    if (found.isEmpty()) {
      LOG.warn("job {} was fired, but the catalogue has nothing to run under this name", jobName);
      return;
    }
    Job job = found.get();
    Instant waiting = OccurrenceMatcher.occurrence(job.schedule(), reported);
    Optional<DueOccurrence> due = DueOccurrence.of(job, waiting, now);
    if (due.isPresent()) {
      launch(job, RunTrigger.SCHEDULE, now, at -> DueOccurrence.of(job, waiting, at));
    } else {
      LOG.warn(
          "job {}: its occurrence of {} is not started: it is {} late, and neither start-within nor catch-up-within is"
              + " that long",
          jobName,
          waiting,
          RunWording.span(Duration.between(waiting, now)));
    }
  }

  /** Makes up for a missed occurrence, unless something else does by now. */
  public void catchUp(String jobName, Instant occurrence, Instant now) {
    runnable(jobName)
        .ifPresent(job -> launch(
            job,
            RunTrigger.CATCH_UP,
            now,
            at -> DueOccurrence.of(job, occurrence, at)
                .filter(due -> due.occurrence().equals(occurrence))));
  }

  /** Runs what was asked for, unless another instance has taken it. */
  public void runRequested(UUID id, Instant now) {
    ownership.take(id, instance.id()).ifPresent(run -> {
      Optional<Job> job = runnable(run.job());
      if (job.isPresent()) {
        executor.run(job.get(), run);
      } else {
        String cause = "the catalogue has nothing to run under the name " + run.job();
        ledger.finish(id, RunResult.failed(cause, null), now, ActiveRun.SOURCE);
      }
    });
  }

  /** Goes on following a run that its instance has left, unless another one has taken it. */
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
          "run {} of job {}, left by another instance, is followed from {}", id, run.job(), now);
      executor.follow(job.get(), run, resumeToken);
    }
  }

  /** Takes a job up to the point where its body would begin, and writes nothing of it. */
  public void rehearse(String jobName, RehearsalSession session) {
    runnable(jobName)
        .ifPresentOrElse(
            job -> executor.rehearse(job, session),
            () -> session.failed(jobName, "the catalogue has nothing to run under this name"));
  }

  private void launch(
      Job job, RunTrigger firedBy, Instant now, Function<Instant, Optional<DueOccurrence>> due) {
    // Made before the attempts: by it a repetition knows a row that an earlier one has written.
    UUID id = UUID.randomUUID();
    Optional<Run> run = startRetry(job).write("the start of job " + job.name(), elapsed -> {
      Instant at = now.plus(elapsed);
      return due.apply(at).flatMap(it -> claims.claim(id, job, it, firedBy, at));
    });
    if (run.isEmpty()) {
      LOG.debug("job {}: nothing is to be run", job.name());
      return;
    }
    Instant occurrence = Objects.requireNonNull(run.get().occurrence());
    if (run.get().trigger() == RunTrigger.SCHEDULE) {
      fireDelay.fired(occurrence, run.get().firedAt());
    } else {
      LOG.info(
          "job {}: its occurrence of {} was missed and is made up for", job.name(), occurrence);
    }
    executor.run(job, run.get());
  }

  /** A start is on time until its deadline, so a database that is away is waited for as long. */
  private static WriteRetry startRetry(Job job) {
    return WriteRetry.forStarts(job.expectations().startWithin());
  }

  private Optional<Job> runnable(String name) {
    return catalogue.find(name).filter(Job::runsHere);
  }
}
