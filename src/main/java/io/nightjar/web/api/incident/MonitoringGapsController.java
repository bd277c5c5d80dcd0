package io.nightjar.web.api.incident;

import io.nightjar.ledger.gap.MonitoringGaps;
import io.nightjar.ledger.gap.MonitoringGaps.Stretch;
import io.nightjar.web.problem.ApiProblem;
import io.nightjar.web.request.QueryParameters;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /api/monitoring-gaps}: the times in which no watchdog could see. */
@RestController
class MonitoringGapsController {

  private static final Duration BACK = Duration.ofDays(7);
  private static final int MOST = 1_000;

  private final MonitoringGaps gaps;
  private final Clock clock;

  MonitoringGapsController(MonitoringGaps gaps, Clock clock) {
    this.gaps = gaps;
    this.clock = clock;
  }

  /**
   * Monitoring gaps as JSON, oldest first.
   *
   * @param truncated whether there are more than are listed
   */
  record MonitoringGapsView(
      Instant from, Instant to, List<MonitoringGapView> gaps, boolean truncated) {}

  /**
   * A monitoring gap as JSON.
   *
   * @param instance the instance that recorded it
   */
  record MonitoringGapView(
      Instant from, Instant to, Duration lasted, String reason, UUID instance) {

    static MonitoringGapView of(Stretch time) {
      return new MonitoringGapView(
          time.from(),
          time.to(),
          Duration.between(time.from(), time.to()),
          time.reason().word(),
          time.instance());
    }
  }

  @GetMapping("/api/monitoring-gaps")
  MonitoringGapsView gaps(HttpServletRequest request) {
    QueryParameters query = QueryParameters.of(request, "from", "to");
    Instant now = clock.instant();
    Instant to = query.instant("to", now);
    Instant from = query.instant("from", to.minus(BACK));
    if (!from.isBefore(to)) {
      throw ApiProblem.badValue(
          "from", from.toString(), "send an instant before to, which is " + to);
    }
    List<Stretch> found = gaps.between(from, to, MOST + 1);
    return new MonitoringGapsView(
        from,
        to,
        found.stream().limit(MOST).map(MonitoringGapView::of).toList(),
        found.size() > MOST);
  }
}
