package io.nightjar.runner;

import io.nightjar.instance.SchedulerProperties;
import io.nightjar.instance.ThisInstance;
import io.nightjar.job.Job;
import io.nightjar.job.OverlapPolicy;
import io.nightjar.ledger.expected.ExpectedRunRepository;
import io.nightjar.ledger.run.Outcome;
import io.nightjar.ledger.run.Run;
import io.nightjar.ledger.run.RunRecorder;
import io.nightjar.ledger.run.RunResult;
import io.nightjar.ledger.run.RunTrigger;
import io.nightjar.runner.text.RunWording;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Claims occurrences in the ledger for runs, and records why the others are not run. */
@Component
public class OccurrenceClaims {

  private static final Logger LOG = LoggerFactory.getLogger(OccurrenceClaims.class);

  /** At most this many are recorded at once as superseded; {@code CatchUp} finds the rest. */
  private static final int MOST_AT_ONCE = 500;

  /**
   * A hanging job with {@code overlap: allow} may hold at most this fraction of the threads, so that other jobs still
   * start.
   */
  private static final int SHARE_OF_ONE_JOB = 4;

  private final RunRecorder ledger;
  private final ExpectedRunRepository expectedRuns;
  private final SchedulerProperties settings;
  private final ThisInstance instance;

  OccurrenceClaims(
      RunRecorder ledger,
      ExpectedRunRepository expectedRuns,
      SchedulerProperties settings,
      ThisInstance instance) {
    this.ledger = ledger;
    this.expectedRuns = expectedRuns;
    this.settings = settings;
    this.instance = instance;
  }

  /**
   * Claims the due occurrence. The earlier ones are recorded as superseded only once it is claimed, by this call or by
   * another instance. A scheduled run that would overlap is skipped; a catch-up that would overlap is tried again until
   * it is too late.
   *
   * @param id of the run, by which a later attempt recognises a row that an earlier one wrote
   */
  Optional<Run> claim(UUID id, Job job, DueOccurrence due, RunTrigger firedBy, Instant now) {
    RunTrigger trigger = due.inTime() ? firedBy : RunTrigger.CATCH_UP;
    Instant occurrence = due.occurrence();
    if (trigger == RunTrigger.CATCH_UP && isAnsweredByAnother(id, job, occurrence)) {
      return Optional.empty();
    }
    Optional<RunResult> overlapped = overlapped(id, job);
    if (overlapped.isPresent() && trigger == RunTrigger.CATCH_UP) {
      return Optional.empty();
    }
    Optional<Run> run = Optional.empty();
    if (overlapped.isPresent()) {
      skip(job, occurrence, firedBy, overlapped.get(), now);
    } else {
      run = ledger.fire(id, job.name(), occurrence, trigger, instance.id(), now);
    }
    List<Instant> earlier =
        firedBy == RunTrigger.SCHEDULE ? due.earlier() : missed(job, occurrence, now);
    supersede(job, earlier, firedBy, occurrence, now);
    return run;
  }

  /** The earlier unanswered occurrences, from the ledger: the scheduler does not know them. */
  private List<Instant> missed(Job job, Instant before, Instant now) {
    Instant from = now.minus(DueOccurrence.reach(job)).minusNanos(1);
    return expectedRuns.unanswered(job.name(), from, before.minusNanos(1), MOST_AT_ONCE);
  }

  /** Records that a later occurrence, which is answered, supersedes these. */
  public void supersede(
      Job job, Collection<Instant> earlier, RunTrigger trigger, Instant later, Instant now) {
    String cause = "superseded by the occurrence of " + later
        + ": of several waiting occurrences only the latest is run";
    RunResult superseded = new RunResult(Outcome.SUPERSEDED, cause, null, null);
    earlier.stream()
        .limit(MOST_AT_ONCE)
        .forEach(occurrence -> skip(job, occurrence, trigger, superseded, now));
  }

  private void skip(
      Job job, Instant occurrence, RunTrigger trigger, RunResult finish, Instant now) {
    if (ledger.skip(job.name(), occurrence, trigger, finish, instance.id(), now)) {
      LOG.warn(
          "job {}: its occurrence of {} is not run: {}", job.name(), occurrence, finish.cause());
    }
  }

  private boolean isAnsweredByAnother(UUID id, Job job, Instant occurrence) {
    return ledger.answering(job.name(), occurrence).stream()
        .anyMatch(run -> !run.id().equals(id));
  }

  private Optional<RunResult> overlapped(UUID id, Job job) {
    List<Run> unfinished = ledger.unfinished(job.name());
    int most = job.overlap() == OverlapPolicy.ALLOW ? mostOfOneJob() : 1;
    boolean written = unfinished.stream().anyMatch(run -> run.id().equals(id));
    return written || unfinished.size() < most
        ? Optional.empty()
        : Optional.of(RunResult.skipped(stillRunning(job, unfinished)));
  }

  private int mostOfOneJob() {
    return Math.max(1, settings.threads() / SHARE_OF_ONE_JOB);
  }

  private static String stillRunning(Job job, List<Run> unfinished) {
    Run newest = unfinished.get(0);
    String others = unfinished.size() == 1
        ? ""
        : ", and " + (unfinished.size() - 1)
            + " more; one job may use at most a quarter of nightjar.scheduler.threads";
    return "the run of %s (%s, %s) is still running%s"
        .formatted(
            RunWording.time(
                Objects.requireNonNullElse(newest.startedAt(), newest.firedAt()), job.zone()),
            newest.trigger().word(),
            newest.id(),
            others);
  }
}
