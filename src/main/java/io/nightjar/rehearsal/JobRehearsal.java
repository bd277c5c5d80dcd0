package io.nightjar.rehearsal;

import io.nightjar.job.Job;
import io.nightjar.runner.CannotStartException;
import io.nightjar.runner.RehearsalSession;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A job's part in a rehearsal, while it is at it on a thread of the scheduler. */
public final class JobRehearsal implements RehearsalSession.Turn {

  private final RehearsalProgress stage;
  private final Job job;
  private final long begun = System.nanoTime();
  private final List<String> checked = new ArrayList<>();
  private final Thread thread = Thread.currentThread();
  private long turnBegan = begun;
  private boolean left;

  /** Made on the thread that does the work. */
  JobRehearsal(RehearsalProgress stage, Job job) {
    this.stage = stage;
    this.job = job;
  }

  @Override
  public Job job() {
    return job;
  }

  @Override
  public boolean probe() {
    return stage.probe();
  }

  @Override
  public void requireClasses(Class<?> root) throws CannotStartException {
    stage.classes().require(root);
  }

  @Override
  public synchronized void checked(String what) {
    checked.add(what);
  }

  @Override
  public void can() {
    stage.can(this);
  }

  @Override
  public void cannot(Throwable problem) {
    stage.cannot(this, problem);
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

  void beginAgain() {
    turnBegan = System.nanoTime();
  }

  /** Whether it stands still until another part lets go of a lock. */
  boolean waitsFor(JobRehearsal other) {
    ThreadInfo info = ManagementFactory.getThreadMXBean().getThreadInfo(thread.getId());
    return other != this && info != null && info.getLockOwnerId() == other.thread.getId();
  }

  /** It takes too long. */
  synchronized void interrupt() {
    if (!left) {
      thread.interrupt();
    }
  }

  /** Whether its thread is still at it. */
  synchronized boolean isAtWork() {
    return !left;
  }

  @Override
  public synchronized void leave() {
    left = true;
    Thread.interrupted();
  }
}
