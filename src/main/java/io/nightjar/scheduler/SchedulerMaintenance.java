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

/** Repeats the searches for undone work on one thread, whatever they throw. */
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
        Thread made = new Thread(body, "nightjar-maintenance");
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
    every(10, "Catching up missed occurrences", catchUp::step);
    every(5, "Starting requested runs", pendingRuns::wakeRequested);
    every(10, "Adopting runs of other instances", now -> pendingRuns.adopt());
    every(10, "Writing pending data of runs", now -> activeRuns.retryPendingWrites());
    recoveries.forEach(it -> every(5, "Ending processes of dead instances", it::step));
    every(30, "Looking for orphaned runs", orphanedRuns::step);
  }

  /** Waits for the step in progress: an interrupt during a write would close the file of an embedded database. */
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
      LOG.error("{} failed and will be repeated", what, problem);
    }
  }
}
