package io.nightjar.rehearsal;

import io.nightjar.job.Job;
import io.nightjar.runner.CannotStartException;
import io.nightjar.runner.RehearsalSession;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The rehearsal of one job, on a thread of the scheduler. */
final class JobRehearsal implements RehearsalSession.Turn {

  private final RehearsalProgress progress;
  private final Job job;
  private final long begun = System.nanoTime();
  private final List<String> checked = new ArrayList<>();
  private final Thread thread = Thread.currentThread();
  private long turnBegan = begun;
  private boolean ended;

  /** Must be created on the thread that does the work. */
  JobRehearsal(RehearsalProgress progress, Job job) {
    this.progress = progress;
    this.job = job;
  }

  @Override
  public Job job() {
    return job;
  }

  @Override
  public boolean probe() {
    return progress.probe();
  }

  @Override
  public void requireClasses(Class<?> root) throws CannotStartException {
    progress.classes().require(root);
  }

  @Override
  public synchronized void checked(String what) {
    checked.add(what);
  }

  @Override
  public void passed() {
    progress.passed(this);
  }

  @Override
  public void failed(Throwable problem) {
    progress.failed(this, problem);
  }

  synchronized List<String> checked() {
    return List.copyOf(checked);
  }

  Duration took() {
    return Duration.ofNanos(System.nanoTime() - begun);
  }

  boolean isWithin(Duration turn) {
    return System.nanoTime() - turnBegan <= turn.toNanos();
  }

  void restartTurn() {
    turnBegan = System.nanoTime();
  }

  /** Whether it waits for a lock that another rehearsal holds. */
  boolean waitsFor(JobRehearsal other) {
    ThreadInfo info = ManagementFactory.getThreadMXBean().getThreadInfo(thread.getId());
    return other != this && info != null && info.getLockOwnerId() == other.thread.getId();
  }

  /** Called when it takes too long. */
  synchronized void interrupt() {
    if (!ended) {
      thread.interrupt();
    }
  }

  /** Whether its thread is still busy with it. */
  synchronized boolean isRunning() {
    return !ended;
  }

  @Override
  public synchronized void end() {
    ended = true;
    Thread.interrupted();
  }
}
