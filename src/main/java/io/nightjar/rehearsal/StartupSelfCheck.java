package io.nightjar.rehearsal;

import io.nightjar.config.Roles;
import java.time.Duration;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Rehearses all jobs in the background once everything has started, so that a job that cannot start is announced hours
 * before the night: what it finds is recorded, and the watchdog reads it. While some jobs cannot start it rehearses again, because something they need may only not have been
 * there yet.
 */
@Component
class StartupSelfCheck implements DisposableBean {

  private static final Logger log = LoggerFactory.getLogger(StartupSelfCheck.class);
  private static final Duration RETRY_PAUSE = Duration.ofSeconds(10);

  /** The first repeat comes soon: when everything is deployed at once, a host name may not resolve yet. */
  private static final Duration FIRST_REPEAT = Duration.ofMinutes(1);

  private static final Duration REPEAT = Duration.ofMinutes(10);

  private final RehearsalService rehearsals;
  private final Roles roles;
  private final Lock recording = new ReentrantLock();
  private volatile @Nullable Thread thread;

  StartupSelfCheck(RehearsalService rehearsals, Roles roles) {
    this.rehearsals = rehearsals;
    this.roles = roles;
  }

  @EventListener(ApplicationReadyEvent.class)
  void ready() {
    if (!roles.scheduler()) {
      return;
    }
    Thread checking = new Thread(this::check, "nightjar-self-check");
    checking.setDaemon(true);
    thread = checking;
    checking.start();
  }

  private void check() {
    try {
      boolean ok = rehearse();
      for (Duration pause = FIRST_REPEAT; !ok; pause = REPEAT) {
        Thread.sleep(pause.toMillis());
        ok = rehearse();
      }
    } catch (InterruptedException stopped) {
      log.debug("The process stops before the self-check of all jobs has ended");
    } catch (Throwable problem) {
      log.error("The self-check of all jobs failed: POST /api/rehearsal repeats it", problem);
    }
  }

  /** Rehearses once and records the result. True when all jobs can start. */
  boolean rehearse() throws InterruptedException {
    RehearsalReport report = rehearsals.selfCheck();
    logResult(report);
    while (!recorded(report)) {
      Thread.sleep(RETRY_PAUSE.toMillis());
    }
    return report.ok();
  }

  private static void logResult(RehearsalReport report) {
    if (report.ok()) {
      log.info(
          "All {} jobs can start, checked in {} ms",
          report.jobs().size(),
          report.took().toMillis());
      return;
    }
    log.error(
        "{} of {} jobs CANNOT START with version {}: {}",
        report.failures().size(),
        report.jobs().size(),
        report.version(),
        report.failures().stream()
            .limit(20)
            .map(failure -> failure.job() + " (" + failure.cause() + ")")
            .collect(Collectors.joining("; ")));
  }

  private boolean recorded(RehearsalReport report) {
    // An interrupt during a write would close the file of an embedded database.
    recording.lock();
    try {
      rehearsals.record(report);
      return true;
    } catch (DataAccessException | TransactionException e) {
      log.warn(
          "The result of the self-check cannot be recorded yet and is retried: {}", e.toString());
      return false;
    } finally {
      recording.unlock();
    }
  }

  @Override
  public void destroy() {
    Thread checking = thread;
    if (checking != null) {
      recording.lock();
      try {
        checking.interrupt();
      } finally {
        recording.unlock();
      }
    }
  }
}
