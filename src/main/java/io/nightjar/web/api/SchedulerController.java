package io.nightjar.web.api;

import io.nightjar.scheduler.SchedulerRepair;
import io.nightjar.scheduler.SchedulerRepair.Report;
import io.nightjar.web.request.QueryParameters;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code POST /api/scheduler/repair}: brings the scheduler in line with the catalogue. */
@RestController
class SchedulerController {

  private static final Logger log = LoggerFactory.getLogger(SchedulerController.class);

  private final SchedulerRepair repair;
  private final Clock clock;

  SchedulerController(SchedulerRepair repair, Clock clock) {
    this.repair = repair;
    this.clock = clock;
  }

  /** The result as JSON. */
  record RepairView(List<RepairedView> repaired, List<String> problems, String scheduler) {}

  /**
   * What was wrong.
   *
   * @param job null for the scheduler as a whole
   */
  record RepairedView(@Nullable String job, String problem) {}

  @PostMapping("/api/scheduler/repair")
  RepairView repair(HttpServletRequest request, Principal caller) {
    QueryParameters.of(request);
    Report report = repair.repair(clock.instant());
    log.info(
        "{} requested a repair of the scheduler: {} repaired, {} not; it is {}",
        caller.getName(),
        report.repaired().size(),
        report.problems().size(),
        report.scheduler().word());
    return new RepairView(
        report.repaired().stream()
            .map(it -> new RepairedView(it.job(), it.problem()))
            .toList(),
        report.problems(),
        report.scheduler().word());
  }
}
