package io.nightjar.runner;

import io.nightjar.instance.ThisInstance;
import io.nightjar.job.Job;
import io.nightjar.job.JobTarget;
import io.nightjar.ledger.run.CallbackRuns;
import io.nightjar.ledger.run.RunOwnership;
import io.nightjar.ledger.run.RunRecorder;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The runs that this process executes, and how they end when it stops. */
@Component
public class ActiveRuns {

  private static final Logger LOG = LoggerFactory.getLogger(ActiveRuns.class);

  private final Map<UUID, ActiveRun> runs = new ConcurrentHashMap<>();
  private final RunRecorder ledger;
  private final RunOwnership ownership;
  private final CallbackRuns callbackRuns;
  private final ThisInstance instance;
  private final Clock clock;
  private final ShutdownBudget stop = new ShutdownBudget();

  ActiveRuns(
      RunRecorder ledger,
      RunOwnership ownership,
      CallbackRuns callbackRuns,
      ThisInstance instance,
      Clock clock) {
    this.ledger = ledger;
    this.ownership = ownership;
    this.callbackRuns = callbackRuns;
    this.instance = instance;
    this.clock = clock;
  }

  /** Whether this process is being stopped. */
  public boolean isStopping() {
    return stop.hasBegun();
  }

  ShutdownBudget budget() {
    return stop;
  }

  void begin(ActiveRun run) {
    runs.put(run.id(), run);
  }

  synchronized void end(ActiveRun run) {
    runs.remove(run.id(), run);
    notifyAll();
  }

  boolean contains(UUID run) {
    return runs.containsKey(run);
  }

  private Collection<ActiveRun> all() {
    return List.copyOf(runs.values());
  }

  /**
   * Hands runs that can be followed over to other instances, waits for the other runs, and records those that do not
   * end in time as interrupted.
   *
   * @param within the time limit for all of it
   * @return whether all have ended
   */
  public boolean stop(Duration within) {
    stop.begin(within);
    if (!runs.isEmpty()) {
      LOG.info("waiting for {} runs, at most {} s", runs.size(), within.toSeconds());
    }
    if (awaitAllEnded(stop.untilAbandoned())) {
      return true;
    }
    all().forEach(ActiveRun::abandon);
    boolean none = awaitAllEnded(stop.untilEnd());
    all().forEach(this::giveUp);
    return none;
  }

  /** Writes what the runs could not write when it happened. */
  public void retryPendingWrites() {
    all().forEach(ActiveRun::retryPendingWrites);
  }

  private synchronized boolean awaitAllEnded(Duration within) {
    long until = System.nanoTime() + within.toNanos();
    try {
      while (!runs.isEmpty()) {
        long left = until - System.nanoTime();
        if (left <= 0) {
          return false;
        }
        TimeUnit.NANOSECONDS.timedWait(this, left);
      }
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void giveUp(ActiveRun run) {
    try {
      if (run.isFollowable()) {
        handOver(run);
      } else {
        run.writeStart();
        ledger.finish(
            run.id(), run.resultAtStop(instance.host()), clock.instant(), ActiveRun.SOURCE);
      }
    } catch (RuntimeException e) {
      LOG.error(
          "run {} of job {}: its interruption could not be recorded",
          run.id(),
          run.job().name(),
          e);
    }
  }

  /** Hands a run over to another instance or to its call-back. True when this instance no longer owns it. */
  boolean handOver(ActiveRun run) {
    run.writePending();
    if (isEndedByOthers(run.job())) {
      callbackRuns.leave(run.id(), instance.id(), clock.instant(), ActiveRun.SOURCE);
      return true;
    }
    boolean released = stop.hasBegun() && run.isFollowable();
    if (released) {
      ownership.release(run.id(), instance.id());
      LOG.info(
          "run {} of job {} is handed over to another instance",
          run.id(),
          run.job().name());
    }
    return released;
  }

  private static boolean isEndedByOthers(Job job) {
    JobTarget work = job.work();
    return work != null && work.isEndedByOthers();
  }
}
