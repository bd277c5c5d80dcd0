package io.nightjar.runner;

import io.nightjar.job.Job;
import io.nightjar.job.JobCatalogue;
import io.nightjar.job.Overlap;
import io.nightjar.ledger.Finish;
import io.nightjar.ledger.Outcome;
import io.nightjar.ledger.Run;
import io.nightjar.ledger.RunTrigger;
import io.nightjar.ledger.Runs;
import io.nightjar.ledger.ThisInstance;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
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
  private final Runs ledger;
  private final RunProcess process;
  private final FireDelay delay;
  private final ThisInstance instance;
  private final Patience patience = Patience.forStarts();

  Launcher(
      JobCatalogue catalogue,
      Runs ledger,
      RunProcess process,
      FireDelay delay,
      ThisInstance instance) {
    this.catalogue = catalogue;
    this.ledger = ledger;
    this.process = process;
    this.delay = delay;
    this.instance = instance;
  }

  /** Runs what the scheduler says is due. After a burst of late fires only the latest occurrence is run. */
  public void fireScheduled(String jobName, Instant reported, Instant now) {
    Optional<Job> found = runnable(jobName);
    if (found.isEmpty()) {
      LOG.warn("job {} was fired, but the catalogue has nothing to run under this name", jobName);
      return;
    }
    Job job = found.get();
    Instant occurrence = DueTime.occurrence(job.schedule(), reported);
    Optional<Instant> later = laterThan(occurrence, job, now);
    if (later.isPresent()) {
      patience.write(
          "that job " + jobName + " was skipped",
          () -> skip(job, occurrence, superseded(later.get()), now));
      return;
    }
    launch(job, occurrence, RunTrigger.SCHEDULE, now);
  }

  /** Makes up for a missed occurrence, unless something else does by now. */
  public void catchUp(String jobName, Instant occurrence, Instant now) {
    Optional<Job> found = runnable(jobName)
        .filter(job -> !occurrence.isBefore(now.minus(job.catchUpWithin())))
        .filter(job -> laterThan(occurrence, job, now).isEmpty())
        .filter(job -> ledger.answering(jobName, occurrence).isEmpty());
    found.ifPresent(job -> launch(job, occurrence, RunTrigger.CATCH_UP, now));
  }

  /** Runs what was asked for, unless another instance has taken it. */
  public void runRequested(UUID id, Instant now) {
    ledger.take(id, instance.id()).ifPresent(run -> {
      Optional<Job> job = runnable(run.job());
      if (job.isPresent()) {
        process.run(job.get(), run);
      } else {
        String cause = "the catalogue has nothing to run under the name " + run.job();
        ledger.finish(id, Finish.failed(cause, null), now, LiveRun.SOURCE);
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
    String handOver = run.handOver();
    if (handOver != null && ledger.adopt(run, instance.id())) {
      LOG.info(
          "run {} of job {}, left by another instance, is followed from {}", id, run.job(), now);
      process.follow(job.get(), run, handOver);
    }
  }

  /** Takes a job up to the point where its body would begin, and writes nothing of it. */
  public void rehearse(String jobName, Stage stage) {
    runnable(jobName)
        .ifPresentOrElse(
            job -> process.rehearse(job, stage),
            () -> stage.cannot(jobName, "the catalogue has nothing to run under this name"));
  }

  private void launch(Job job, Instant occurrence, RunTrigger trigger, Instant now) {
    // Made before the attempts: by it a repetition knows a row that an earlier one has written.
    UUID id = UUID.randomUUID();
    Optional<Run> run = patience.write(
        "the start of job " + job.name(), () -> claim(id, job, occurrence, trigger, now));
    if (run.isEmpty()) {
      LOG.debug("job {}: its occurrence of {} is not to be run", job.name(), occurrence);
      return;
    }
    if (trigger == RunTrigger.SCHEDULE) {
      delay.fired(occurrence, now);
    } else {
      LOG.info(
          "job {}: its occurrence of {} was missed and is made up for", job.name(), occurrence);
    }
    process.run(job, run.get());
  }

  /** What is overlapped is skipped, but not what is caught up on: that is tried again until it is too late. */
  private Optional<Run> claim(
      UUID id, Job job, Instant occurrence, RunTrigger trigger, Instant now) {
    Optional<Run> running = overlapping(id, job);
    if (running.isEmpty()) {
      return ledger.fire(id, job.name(), occurrence, trigger, instance.id(), now);
    }
    if (trigger == RunTrigger.SCHEDULE) {
      skip(job, occurrence, Finish.skipped(stillRunning(running.get())), now);
    }
    return Optional.empty();
  }

  private boolean skip(Job job, Instant occurrence, Finish finish, Instant now) {
    boolean skipped =
        ledger.skip(job.name(), occurrence, RunTrigger.SCHEDULE, finish, instance.id(), now);
    if (skipped) {
      LOG.warn(
          "job {}: its occurrence of {} is not run: {}", job.name(), occurrence, finish.cause());
    }
    return skipped;
  }

  private Optional<Job> runnable(String name) {
    return catalogue.find(name).filter(Job::runsHere);
  }

  private static Optional<Instant> laterThan(Instant occurrence, Job job, Instant now) {
    return job.schedule().latest(now).filter(latest -> latest.isAfter(occurrence));
  }

  private Optional<Run> overlapping(UUID id, Job job) {
    if (job.overlap() == Overlap.ALLOW) {
      return Optional.empty();
    }
    List<Run> unfinished = ledger.unfinished(job.name());
    boolean written = unfinished.stream().anyMatch(run -> run.id().equals(id));
    return written ? Optional.empty() : unfinished.stream().findFirst();
  }

  static Finish superseded(Instant later) {
    String cause = "the occurrence of " + later + " was due as well and makes up for it";
    return new Finish(Outcome.SUPERSEDED, cause, null, null);
  }

  private static String stillRunning(Run run) {
    return "run %s (%s) is still running, since %s"
        .formatted(
            run.id(),
            run.trigger().word(),
            Objects.requireNonNullElse(run.startedAt(), run.firedAt()));
  }
}
