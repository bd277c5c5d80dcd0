package io.nightjar.scheduler;

import io.nightjar.runner.ActiveRuns;
import io.nightjar.runner.OrphanRecovery;
import io.nightjar.runner.OrphanedRunSweeper;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Repeats what finds undone work, on one thread of its own, and survives whatever that throws. */
@Component
public class SchedulerMaintenance {

  private static final Logger LOG = LoggerFactory.getLogger(SchedulerMaintenance.class);

  private static final long LONGEST_STOP_SECONDS = 2;

  private final CatchUp catchUp;
  private final PendingRunSweeper pendingRuns;
  private final OrphanedRunSweeper orphanedRuns;
  private final ActiveRuns activeRuns;
  private final List<OrphanRecovery> recoveries;
  private final Clock clock;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(body -> {
        Thread made = new Thread(body, "nightjar-housekeeping");
        made.setDaemon(true);
        return made;
      });

  SchedulerMaintenance(
      CatchUp catchUp,
      PendingRunSweeper pendingRuns,
      OrphanedRunSweeper orphanedRuns,
      ActiveRuns activeRuns,
      ObjectProvider<OrphanRecovery> recoveries,
      Clock clock) {
    this.catchUp = catchUp;
    this.pendingRuns = pendingRuns;
    this.orphanedRuns = orphanedRuns;
    this.activeRuns = activeRuns;
    this.recoveries = recoveries.stream().toList();
    this.clock = clock;
  }

  public void start() {
    every(10, "catching up", catchUp::step);
    every(5, "looking for requested runs", pendingRuns::wakeRequested);
    every(10, "looking for runs to adopt", now -> pendingRuns.adopt());
    every(10, "writing what runs owe", now -> activeRuns.retryPendingWrites());
    recoveries.forEach(it -> every(5, "looking for what a dead instance left running", it::step));
    every(30, "looking for runs that nothing works on", orphanedRuns::step);
  }

  /** Waits for what is being done: a thread that is interrupted while it writes closes the file of an embedded database. */
  public void stop() {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(LONGEST_STOP_SECONDS, TimeUnit.SECONDS)) {
        thread.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      thread.shutdownNow();
    }
  }

  private void every(int seconds, String what, Consumer<Instant> step) {
    var unused =
        thread.scheduleWithFixedDelay(() -> guarded(what, step), 0, seconds, TimeUnit.SECONDS);
  }

  private void guarded(String what, Consumer<Instant> step) {
    try {
      step.accept(clock.instant());
    } catch (Throwable problem) {
      LOG.error("{} has failed and will be repeated", what, problem);
    }
  }
}
