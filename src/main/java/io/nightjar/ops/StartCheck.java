package io.nightjar.ops;

import io.nightjar.job.Roles;
import io.nightjar.runner.RehearsalReport;
import java.time.Duration;
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

/** Rehearses all jobs once everything has started, in the background: what cannot start is told hours before the night. */
@Component
class StartCheck implements DisposableBean {

  private static final Logger log = LoggerFactory.getLogger(StartCheck.class);
  private static final Duration AGAIN = Duration.ofSeconds(10);

  private final Rehearsals rehearsals;
  private final Roles roles;
  private volatile @Nullable Thread thread;

  StartCheck(Rehearsals rehearsals, Roles roles) {
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
      RehearsalReport report = rehearsals.selfCheck();
      say(report);
      while (!told(report)) {
        Thread.sleep(AGAIN.toMillis());
      }
    } catch (InterruptedException stopped) {
      log.debug("The process stops before all jobs are looked at");
    } catch (Throwable problem) {
      log.error(
          "Whether all jobs can start could not be found out: POST /api/rehearsal tries again",
          problem);
    }
  }

  private static void say(RehearsalReport report) {
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

  private boolean told(RehearsalReport report) {
    try {
      rehearsals.tell(report);
      return true;
    } catch (DataAccessException | TransactionException e) {
      log.warn("What the check of all jobs showed cannot be told yet: {}", e.toString());
      return false;
    }
  }

  @Override
  public void destroy() {
    Thread checking = thread;
    if (checking != null) {
      checking.interrupt();
    }
  }
}
