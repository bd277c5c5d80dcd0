package io.nightjar.runner;

import io.nightjar.job.Job;
import io.nightjar.ledger.run.HostProcess;
import io.nightjar.ledger.run.HostProcessRepository;
import io.nightjar.ledger.run.Outcome;
import io.nightjar.ledger.run.Run;
import io.nightjar.ledger.run.RunOwnership;
import io.nightjar.ledger.run.RunRecorder;
import io.nightjar.ledger.run.RunResult;
import io.nightjar.ledger.run.RunTrigger;
import io.nightjar.platform.text.SafeText;
import io.nightjar.runner.text.FailureCause;
import io.nightjar.runner.text.StillRunningWarning;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A run that this process executes. A failed write does not disturb the job: its start, its process and its resume
 * token are kept and written later, any other failed write is logged.
 */
final class ActiveRun implements RunContext {

  static final String SOURCE = "scheduler";

  private static final Logger LOG = LoggerFactory.getLogger(ActiveRun.class);
  private static final Duration ASK_EVERY = Duration.ofSeconds(1);
  private static final int MOST_LINES = 1_000;

  private final Job job;
  private final Run run;
  private final RunRecorder ledger;
  private final RunOwnership ownership;
  private final HostProcessRepository processes;
  private final Clock clock;
  private final ShutdownBudget stop;
  private final Instant begun;
  private final Thread thread = Thread.currentThread();

  private final AtomicBoolean started;
  private final AtomicInteger lines = new AtomicInteger();
  private volatile @Nullable Instant unwrittenStart;
  private volatile @Nullable String resumeToken;
  private volatile @Nullable HostProcess process;
  private volatile @Nullable HostProcess unwrittenProcess;
  private volatile @Nullable String unwrittenResumeToken;
  private volatile boolean abandoned;
  private boolean ended;
  private @Nullable Instant askedAt;
  private @Nullable String cancelledBy;

  /** Must be created on the thread that does the work. */
  ActiveRun(
      Job job,
      Run run,
      RunRecorder ledger,
      RunOwnership ownership,
      HostProcessRepository processes,
      Clock clock,
      ShutdownBudget stop) {
    this.job = job;
    this.run = run;
    this.ledger = ledger;
    this.ownership = ownership;
    this.processes = processes;
    this.clock = clock;
    this.stop = stop;
    this.begun = clock.instant();
    this.started = new AtomicBoolean(run.startedAt() != null);
    this.resumeToken = run.resumeToken();
  }

  @Override
  public Job job() {
    return job;
  }

  @Override
  public Run run() {
    return run;
  }

  UUID id() {
    return run.id();
  }

  /** Counted from the occurrence for a scheduled run, and from the start for any other run, which is late anyway. */
  @Override
  public Instant finishDeadline() {
    Instant occurrence = run.occurrence();
    Instant from = run.trigger() == RunTrigger.SCHEDULE && occurrence != null
        ? occurrence
        : Objects.requireNonNullElse(run.startedAt(), begun);
    return from.plus(job.expectations().finishWithin());
  }

  @Override
  public void started() {
    if (started.compareAndSet(false, true)) {
      unwrittenStart = clock.instant();
      attempt("writing its start", this::writeStart);
    }
  }

  /** Writes the start if it has not been written yet. */
  synchronized void writeStart() {
    Instant start = unwrittenStart;
    if (start != null) {
      ledger.started(id(), start, SOURCE);
      unwrittenStart = null;
    }
  }

  private synchronized void writeResumeToken() {
    String text = unwrittenResumeToken;
    if (text != null) {
      ledger.followable(id(), text);
      unwrittenResumeToken = null;
    }
  }

  private synchronized void writeProcess() {
    HostProcess made = unwrittenProcess;
    if (made != null) {
      processes.record(made);
      unwrittenProcess = null;
    }
  }

  /** Writes the process, the start and the resume token if they have not been written yet. */
  void writePending() {
    writeProcess();
    writeStart();
    writeResumeToken();
  }

  /** The same while the job goes on: the start has a deadline. A failed write does not disturb the job. */
  void retryPendingWrites() {
    if (unwrittenStart != null || unwrittenResumeToken != null || unwrittenProcess != null) {
      attempt("writing its start, its process or its resume token", this::writePending);
    }
  }

  @Override
  public void log(String line) {
    String bounded = Objects.requireNonNull(SafeText.line(line));
    int number = lines.incrementAndGet();
    if (number <= MOST_LINES) {
      attempt("writing a log line", () -> ledger.log(id(), clock.instant(), SOURCE, bounded));
    } else if (number == MOST_LINES + 1) {
      LOG.warn("run {} of job {}: log lines after {} are not kept", id(), job.name(), MOST_LINES);
    }
  }

  @Override
  public void process(long number, @Nullable Instant startedAt) {
    HostProcess made = new HostProcess(id(), number, startedAt);
    process = made;
    unwrittenProcess = made;
    attempt("writing its process", this::writeProcess);
  }

  @Override
  public void followable(String text) {
    resumeToken = text;
    unwrittenResumeToken = text;
    attempt("writing its resume token", this::writeResumeToken);
  }

  boolean isFollowable() {
    return resumeToken != null;
  }

  @Override
  public boolean cancelled() {
    return abandoned || cancelRequestedBy() != null;
  }

  @Override
  public boolean stopping() {
    return stop.hasBegun();
  }

  @Override
  public Duration timeToEnd() {
    return stop.toEnd();
  }

  private synchronized @Nullable String cancelRequestedBy() {
    Instant now = clock.instant();
    Instant asked = askedAt;
    if (asked == null || Duration.between(asked, now).abs().compareTo(ASK_EVERY) >= 0) {
      retryPendingWrites();
      attempt(
          "asking whether it is cancelled",
          () -> cancelledBy = ownership.cancelRequestedBy(id()).orElse(null));
      // Counted from the answer: otherwise the job waits all the time while the database is down.
      askedAt = clock.instant();
    }
    return cancelledBy;
  }

  /** The result of a job whose code threw an exception. */
  RunnerResult resultOfFailure(Throwable problem) {
    if (abandoned && isFollowable()) {
      return RunnerResult.leftRunning();
    }
    if (abandoned) {
      return RunnerResult.finished(interrupted(FailureCause.of(problem)));
    }
    forgetAnswer();
    String by = cancelRequestedBy();
    return RunnerResult.finished(
        by == null
            ? RunResult.failed(FailureCause.of(problem), null)
            : new RunResult(Outcome.CANCELLED, "cancelled by " + by, null, null));
  }

  /** Adds who asked for the cancellation. */
  private RunResult withCanceller(RunResult cancelled) {
    String by = cancelRequestedBy();
    String cause = cancelled.cause() == null ? "" : "; " + cancelled.cause();
    return by == null
        ? cancelled
        : new RunResult(
            Outcome.CANCELLED,
            "cancelled by " + by + cause,
            cancelled.excerpt(),
            cancelled.exitStatus());
  }

  /** A failure of an abandoned job is recorded as an interruption. */
  RunnerResult adjusted(RunnerResult result) {
    RunResult finish = result.finish();
    if (finish != null && finish.outcome() == Outcome.CANCELLED) {
      return RunnerResult.finished(withCanceller(finish));
    }
    if (!abandoned || finish == null || finish.outcome() != Outcome.FAILED) {
      return result;
    }
    return RunnerResult.finished(interrupted(finish.cause()));
  }

  static RunResult interrupted(@Nullable String detail) {
    String cause = "the process was stopped while it ran";
    return new RunResult(
        Outcome.INTERRUPTED, detail == null ? cause : cause + " (" + detail + ")", null, null);
  }

  /** The result of a run that has not ended when Nightjar stops. A process that it started may still exist. */
  RunResult resultAtStop(String host) {
    HostProcess made = process;
    return made == null || ProcessHandle.of(made.id()).isEmpty()
        ? interrupted(null)
        : interrupted(StillRunningWarning.on(host, List.of(made.id())));
  }

  /** Called when the process cannot wait for the run any longer. */
  void abandon() {
    abandoned = true;
    synchronized (this) {
      if (!ended) {
        thread.interrupt();
      }
    }
  }

  /** From here on the thread is not interrupted any more: only the result is still to be written. */
  synchronized void end() {
    ended = true;
    Thread.interrupted();
  }

  private synchronized void forgetAnswer() {
    askedAt = null;
  }

  /** Holds an interrupt back during the write, because H2 would close its database file. */
  private synchronized void attempt(String what, Runnable writing) {
    boolean interrupted = Thread.interrupted();
    try {
      writing.run();
    } catch (RuntimeException e) {
      LOG.warn("run {} of job {}: {} failed: {}", id(), job.name(), what, e.toString());
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
