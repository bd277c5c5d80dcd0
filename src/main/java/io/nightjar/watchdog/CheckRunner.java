package io.nightjar.watchdog;

import io.nightjar.incident.Findings;
import io.nightjar.incident.IncidentService;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Makes each check when it is due, and has exactly the incidents open that it reports. A check that fails keeps no other
 * from being made, and is made again at the next pass.
 */
@Component
@Order(WatchdogTask.CHECKS)
class CheckRunner implements WatchdogTask {

  private final List<Scheduled> checks;
  private final IncidentService incidents;

  private record Scheduled(Check check, Interval interval) {}

  CheckRunner(List<Check> checks, IncidentService incidents) {
    this.checks = checks.stream()
        .map(check -> new Scheduled(check, new Interval(check.every())))
        .toList();
    this.incidents = incidents;
  }

  @Override
  public boolean step(Instant now) {
    FailedTaskException failure = null;
    for (Scheduled each : checks) {
      failure = run(each, now, failure);
    }
    if (failure != null) {
      throw failure;
    }
    return false;
  }

  private @Nullable FailedTaskException run(
      Scheduled each, Instant now, @Nullable FailedTaskException before) {
    if (!each.interval().isDue(now)) {
      return before;
    }
    try {
      Optional<Findings> findings = each.check().check(now);
      each.interval().done(now);
      findings.ifPresent(found -> incidents.reconcile(found, now));
      return before;
    } catch (Throwable e) {
      // An error as well: what one check lacks a class for must not keep the others from being
      // made.
      return FailedTaskException.and(before, each.check(), e);
    }
  }
}
