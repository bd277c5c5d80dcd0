package io.nightjar.job;

import io.nightjar.config.Roles;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs at the start what the catalogue contains, and which settings have no effect yet. */
final class CatalogueLog {

  private static final Logger log = LoggerFactory.getLogger(CatalogueLog.class);
  private static final int SHORT_PING_KEY = 16;

  private final JobCatalogue catalogue;
  private final Roles roles;

  CatalogueLog(JobCatalogue catalogue, Roles roles) {
    this.catalogue = catalogue;
    this.roles = roles;
  }

  void write() {
    log.info(summary());
    if (catalogue.configured().isEmpty()) {
      log.warn(
          "NO JOBS ARE CONFIGURED: no job will be started and none watched. Add them under nightjar.jobs.");
    }
    if (!roles.scheduler() && !roles.watchdog()) {
      log.warn(
          "nightjar.scheduler.enabled and nightjar.watchdog.enabled are both false: this process neither starts nor watches jobs.");
    }
    warn(
        "requires and stale-input are shown but not enforced yet; a job starts even if the data it requires is stale",
        job -> !job.dependencies().requires().isEmpty());
    warn(
        "catch-up-within does nothing for a job that runs elsewhere",
        job -> !job.runsHere() && !job.catchUpWithin().isZero());
    warn(
        "a ping-key of less than " + SHORT_PING_KEY + " characters can be guessed",
        CatalogueLog::hasShortPingKey);
  }

  private String summary() {
    long elsewhere =
        catalogue.configured().stream().filter(job -> !job.runsHere()).count();
    return "%d jobs in the catalogue, %d of them run elsewhere"
        .formatted(catalogue.configured().size(), elsewhere);
  }

  private void warn(String consequence, Predicate<Job> concerned) {
    List<String> names =
        catalogue.configured().stream().filter(concerned).map(Job::name).toList();
    if (!names.isEmpty()) {
      String some = names.stream().limit(3).collect(Collectors.joining(", "));
      log.warn(
          "{} ({} jobs: {}{})", consequence, names.size(), some, names.size() > 3 ? ", ..." : "");
    }
  }

  private static boolean hasShortPingKey(Job job) {
    PingKey pingKey = job.pingKey();
    return pingKey != null && pingKey.value().length() < SHORT_PING_KEY;
  }
}
