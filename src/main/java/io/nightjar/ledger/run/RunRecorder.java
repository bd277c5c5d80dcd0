package io.nightjar.ledger.run;

import io.nightjar.ledger.expected.ExpectedRunRepository;
import io.nightjar.ledger.job.JobRecordRepository;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The life of runs. Everything here only records: it writes the heartbeat, updates the run and makes the expected run
 * that it answers due for judging. It opens no incident and sends nothing.
 */
@Service
public class RunRecorder {

  private static final String SCHEDULER = "scheduler";

  private final RunRepository runs;
  private final RunOwnership ownership;
  private final HeartbeatRepository heartbeats;
  private final ExpectedRunRepository expectedRuns;
  private final JobRecordRepository jobs;
  private final TransactionTemplate transaction;
  private final TransactionSynchronization ringing;

  RunRecorder(
      RunRepository runs,
      RunOwnership ownership,
      HeartbeatRepository heartbeats,
      ExpectedRunRepository expectedRuns,
      JobRecordRepository jobs,
      TransactionTemplate transaction,
      WatchdogWakeUp doorbell) {
    this.runs = runs;
    this.ownership = ownership;
    this.heartbeats = heartbeats;
    this.expectedRuns = expectedRuns;
    this.jobs = jobs;
    this.transaction = transaction;
    // After the outermost commit, or who wakes would see nothing yet.
    this.ringing = new TransactionSynchronization() {
      @Override
      public void afterCommit() {
        doorbell.wake();
      }
    };
  }

  /**
   * Claims an occurrence for a scheduled or catch-up run and writes its {@code fired} heartbeat.
   *
   * @return the run; empty when another run has claimed the occurrence, whichever instance made it
   */
  public Optional<Run> fire(
      String job, Instant occurrence, RunTrigger trigger, UUID instance, Instant now) {
    return fire(UUID.randomUUID(), job, occurrence, trigger, instance, now);
  }

  /**
   * The same under an identity that the caller has made, so that it may be repeated: a commit whose answer was lost may
   * have been written all the same.
   *
   * @return the run, which an earlier call may have written; empty when another run has claimed the occurrence, or this
   *     one has ended
   */
  public Optional<Run> fire(
      UUID run, String job, Instant occurrence, RunTrigger trigger, UUID instance, Instant now) {
    Optional<Run> claimed = claim(claiming(run, job, occurrence, trigger, instance, now), null);
    // Not in the same transaction: PostgreSQL answers nothing more in one whose insert was refused.
    return claimed.isPresent() ? claimed : runs.find(run).filter(written -> !written.isFinished());
  }

  /** Claims an occurrence and records at once that it is not run, and why. False when another run has claimed it. */
  public boolean skip(
      String job,
      Instant occurrence,
      RunTrigger trigger,
      RunResult finish,
      UUID instance,
      Instant now) {
    NewRun run = claiming(UUID.randomUUID(), job, occurrence, trigger, instance, now);
    return claim(run, finish).isPresent();
  }

  private static NewRun claiming(
      UUID run, String job, Instant occurrence, RunTrigger trigger, UUID instance, Instant now) {
    if (trigger != RunTrigger.SCHEDULE && trigger != RunTrigger.CATCH_UP) {
      throw new IllegalArgumentException(
          "only scheduled and catch-up runs claim an occurrence, not " + trigger);
    }
    return new NewRun(run, job, occurrence, trigger, null, null, null, now, instance);
  }

  private Optional<Run> claim(NewRun run, @Nullable RunResult finish) {
    String job = run.job();
    Instant occurrence = Objects.requireNonNull(run.occurrence());
    Instant now = run.firedAt();
    return recorded(status -> {
      expectedRuns.lock(job, occurrence);
      if (!runs.insert(run)) {
        status.setRollbackOnly();
        return Optional.empty();
      }
      heartbeats.append(run.id(), job, HeartbeatKind.FIRED, now, SCHEDULER, null);
      if (finish != null) {
        runs.find(run.id()).ifPresent(made -> end(made, finish, now, SCHEDULER));
      }
      expectedRuns.makeDue(job, occurrence, now);
      return runs.find(run.id());
    });
  }

  /** Records that the body of the job has begun. A second start, or one after the finish, is kept as a heartbeat only. */
  public void started(UUID run, Instant at, String source) {
    record(
        run,
        (found) -> {
          heartbeats.append(run, found.job(), HeartbeatKind.STARTED, at, source, null);
          if (runs.start(run, at) && found.trigger().provesSchedule()) {
            jobs.scheduledStart(found.job(), at);
          }
          return true;
        },
        at);
  }

  public void log(UUID run, Instant at, String source, String line) {
    runs.find(run)
        .ifPresent(
            found -> heartbeats.append(run, found.job(), HeartbeatKind.LOG, at, source, line));
  }

  /** Records what another instance needs to go on following the run. */
  public void followable(UUID run, String resumeToken) {
    runs.resumeToken(run, resumeToken);
  }

  /**
   * Records how a run ended.
   *
   * @return false when it had ended already: a terminal run never goes back, the heartbeat is kept all the same
   */
  public boolean finish(UUID run, RunResult finish, Instant at, String source) {
    return record(run, found -> end(found, finish, at, source), at);
  }

  /**
   * Ends a requested run that nobody has taken. Taken and ended in one transaction: whatever fails, it may be tried again.
   *
   * @return false when somebody has taken it, or it has ended
   */
  public boolean endUntaken(UUID run, UUID instance, RunResult finish, Instant at, String source) {
    return record(
        run, found -> ownership.isTaken(run, instance) && end(found, finish, at, source), at);
  }

  private boolean end(Run run, RunResult finish, Instant at, String source) {
    heartbeats.append(run.id(), run.job(), kindOf(finish.outcome()), at, source, detail(finish));
    boolean ended = runs.finish(run.id(), finish, at);
    Duration took = run.startedAt() == null ? null : Duration.between(run.startedAt(), at);
    if (ended
        && finish.outcome() == Outcome.SUCCEEDED
        && !expectedRuns.isTooQuick(run.job(), run.occurrence(), took, at)) {
      jobs.success(run.job(), at);
    }
    return ended;
  }

  private static @Nullable String detail(RunResult finish) {
    return finish.cause() != null ? finish.cause() : finish.excerpt();
  }

  private static HeartbeatKind kindOf(Outcome outcome) {
    return switch (outcome) {
      case SUCCEEDED -> HeartbeatKind.SUCCEEDED;
      case SKIPPED, SUPERSEDED -> HeartbeatKind.SKIPPED;
      case HELD -> HeartbeatKind.HELD;
      case FAILED, INTERRUPTED, LOST, CANCELLED, UNKNOWN -> HeartbeatKind.FAILED;
    };
  }

  public Optional<Run> find(UUID run) {
    return runs.find(run);
  }

  /** Runs by their identities. */
  public Map<UUID, Run> byId(Collection<UUID> ids) {
    return ids.isEmpty()
        ? Map.of()
        : runs.find(ids).stream().collect(Collectors.toMap(Run::id, Function.identity()));
  }

  /** All heartbeats of the run, in the order in which they arrived. */
  public List<Heartbeat> heartbeats(UUID run) {
    return heartbeats.of(run, 0, Integer.MAX_VALUE);
  }

  /** As many of them as the limit says, of those behind the given heartbeat (0: from the first). */
  public List<Heartbeat> heartbeats(UUID run, long after, int limit) {
    return heartbeats.of(run, after, limit);
  }

  /** Runs of the job that have not ended, newest first. */
  public List<Run> unfinished(String job) {
    return runs.unfinished(job);
  }

  public List<Run> unfinishedOf(UUID instance) {
    return runs.unfinishedOf(instance);
  }

  /** All runs that answer an occurrence, in the order they were made. */
  public List<Run> answering(String job, Instant occurrence) {
    return runs.answering(job, occurrence);
  }

  /** Runs of the job made before the given instant (null: up to the newest), newest first. */
  public List<Run> history(String job, @Nullable Instant before, int limit) {
    return runs.history(job, before, limit);
  }

  /** The same, going on behind a run of the given instant: runs may have been made at one instant. */
  public List<Run> history(String job, Instant before, UUID behind, int limit) {
    return runs.history(job, before, behind, limit);
  }

  private interface Recording<T> {
    T record(TransactionStatus status);
  }

  private interface Change {
    boolean apply(Run found);
  }

  /** The expected run is locked first: while evidence is being written, the watchdog skips its row. */
  private boolean record(UUID run, Change change, Instant at) {
    Run found =
        runs.find(run).orElseThrow(() -> new IllegalArgumentException("there is no run " + run));
    return recorded(status -> {
      Instant occurrence = found.occurrence();
      if (occurrence == null) {
        boolean changed = change.apply(found);
        runs.makeDue(run);
        return changed;
      }
      expectedRuns.lock(found.job(), occurrence);
      boolean changed = change.apply(found);
      expectedRuns.makeDue(found.job(), occurrence, at);
      return changed;
    });
  }

  private <T> T recorded(Recording<T> recording) {
    T result = transaction.execute(status -> {
      TransactionSynchronizationManager.registerSynchronization(ringing);
      return recording.record(status);
    });
    if (result == null) {
      throw new IllegalStateException("a recording returned nothing");
    }
    return result;
  }
}
