package io.nightjar.rehearsal;

import io.nightjar.job.Job;
import io.nightjar.job.JobTarget;
import io.nightjar.rehearsal.RehearsalReport.Result;
import io.nightjar.runner.RehearsalSession;
import io.nightjar.runner.text.FailureCause;
import io.nightjar.runner.text.RunWording;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** One rehearsal in progress: which jobs are being rehearsed, and their results. The first result of a job counts. */
public final class RehearsalProgress implements RehearsalSession {

  private static final long CHECK_EVERY_MILLIS = 50;

  private final boolean probe;
  private final ClassLoadCheck classes = new ClassLoadCheck();
  private final Map<String, Job> awaited = new LinkedHashMap<>();
  private final Map<String, JobRehearsal> parts = new HashMap<>();
  private final List<JobRehearsal> givenUp = new ArrayList<>();
  private final Map<String, Result> results = new HashMap<>();
  private long lastProgress = System.nanoTime();

  /** For the given jobs, those that run elsewhere included. */
  public RehearsalProgress(Collection<Job> jobs, boolean probe) {
    this.probe = probe;
    jobs.stream().filter(Job::runsHere).forEach(job -> awaited.put(job.name(), job));
    jobs.stream()
        .filter(job -> !job.runsHere())
        .forEach(job -> results.put(job.name(), Result.elsewhere(job)));
  }

  boolean probe() {
    return probe;
  }

  ClassLoadCheck classes() {
    return classes;
  }

  @Override
  public synchronized RehearsalSession.Turn begin(Job job) {
    JobRehearsal part = new JobRehearsal(this, job);
    parts.put(job.name(), part);
    madeProgress();
    return part;
  }

  synchronized void passed(JobRehearsal part) {
    String name = part.job().name();
    end(name, new Result(name, kind(part.job()), true, null, part.checked(), part.took()));
  }

  void failed(JobRehearsal part, Throwable problem) {
    failed(part.job().name(), FailureCause.of(problem), part.took());
  }

  /** Records why a job could not be stored or fired. */
  public void failed(String job, Throwable problem) {
    failed(job, FailureCause.of(problem), Duration.ZERO);
  }

  @Override
  public void failed(String job, String why) {
    failed(job, why, Duration.ZERO);
  }

  /** Records why none of the remaining jobs could be fired. */
  public synchronized void failRemaining(Throwable problem) {
    List.copyOf(awaited.keySet()).forEach(job -> failed(job, problem));
  }

  private synchronized void failed(String name, String why, Duration took) {
    Job job = awaited.get(name);
    if (job != null) {
      end(name, Result.failed(name, kind(job), why, took));
    }
  }

  private void end(String name, Result result) {
    if (awaited.remove(name) != null) {
      results.put(name, result);
    }
    parts.remove(name);
    madeProgress();
  }

  private void madeProgress() {
    lastProgress = System.nanoTime();
    notifyAll();
  }

  private static String kind(Job job) {
    JobTarget work = job.work();
    return work == null ? RehearsalReport.ELSEWHERE : work.kind();
  }

  /**
   * Waits until each job has had its turn, or no further job gets one. A turn that takes longer is ended.
   *
   * @return the jobs that had no turn
   */
  public synchronized List<String> await(Duration turn) throws InterruptedException {
    while (!awaited.isEmpty()) {
      checkTurns(turn);
      long idle = System.nanoTime() - lastProgress;
      if (parts.isEmpty() && idle > turn.toNanos()) {
        break;
      }
      TimeUnit.MILLISECONDS.timedWait(this, CHECK_EVERY_MILLIS);
    }
    return List.copyOf(awaited.keySet());
  }

  /**
   * A job blocked by another job's lock, such as the one under which Spring creates beans, gets a new turn afterwards.
   * All jobs are checked before any is given up, because giving one up releases its locks. When all jobs block each
   * other, all are given up.
   */
  private void checkTurns(Duration turn) {
    List<JobRehearsal> late =
        parts.values().stream().filter(part -> !part.isWithin(turn)).toList();
    List<JobRehearsal> waiting = late.stream()
        .filter(part -> parts.values().stream().anyMatch(part::waitsFor))
        .toList();
    if (waiting.size() < parts.size()) {
      waiting.forEach(JobRehearsal::restartTurn);
      late.stream().filter(part -> !waiting.contains(part)).forEach(part -> giveUp(part, turn));
    } else {
      late.forEach(part -> giveUp(part, turn));
    }
  }

  /** The jobs that were given up and still hang, each on its own thread. */
  public synchronized List<String> hanging() {
    return givenUp.stream()
        .filter(JobRehearsal::isRunning)
        .map(part -> part.job().name())
        .toList();
  }

  private void giveUp(JobRehearsal part, Duration turn) {
    givenUp.add(part);
    failed(part.job().name(), "was not ready within " + RunWording.span(turn), part.took());
    part.interrupt();
  }

  /** The results for the given jobs. */
  public synchronized List<Result> results(Collection<Job> jobs) {
    return jobs.stream()
        .map(job -> Objects.requireNonNull(results.get(job.name())))
        .toList();
  }
}
