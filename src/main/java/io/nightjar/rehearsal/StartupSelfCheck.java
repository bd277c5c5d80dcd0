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
 * Rehearses all jobs once everything has started, in the background: what cannot start is told hours before the night.
 * While some cannot, it looks again: what only was not there yet must not stay an incident.
 */
@Component
class StartupSelfCheck implements DisposableBean {

  private static final Logger log = LoggerFactory.getLogger(StartupSelfCheck.class);
  private static final Duration RETRY_PAUSE = Duration.ofSeconds(10);

  /** At a deployment of everything a name may not be known yet; what is broken stays broken. */
  private static final Duration FIRST_REPEAT = Duration.ofMinutes(1);

  private static final Duration REPEAT = Duration.ofMinutes(10);

  private final RehearsalService rehearsals;
  private final Roles roles;
  private final Lock notifying = new ReentrantLock();
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
      log.debug("The process stops before all jobs are looked at");
    } catch (Throwable problem) {
      log.error(
          "Whether all jobs can start could not be found out: POST /api/rehearsal tries again",
          problem);
    }
  }

  /** Rehearses once and has told what it showed. True when all can start. */
  boolean rehearse() throws InterruptedException {
    RehearsalReport report = rehearsals.selfCheck();
    logResult(report);
    while (!notified(report)) {
      Thread.sleep(RETRY_PAUSE.toMillis());
    }
    return report.ok();
  }

  private static void logResult(RehearsalReport report) {
    if (report.ok()) {
      log.info(
          "All {} jobs can start, looked at in {} ms",
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

  private boolean notified(RehearsalReport report) {
    // A thread that is interrupted while it writes closes the file of an embedded database.
    notifying.lock();
    try {
      rehearsals.notifyListener(report);
      return true;
    } catch (DataAccessException | TransactionException e) {
      log.warn("What the check of all jobs showed cannot be told yet: {}", e.toString());
      return false;
    } finally {
      notifying.unlock();
    }
  }

  @Override
  public void destroy() {
    Thread checking = thread;
    if (checking != null) {
      notifying.lock();
      try {
        checking.interrupt();
      } finally {
        notifying.unlock();
      }
    }
  }
}
