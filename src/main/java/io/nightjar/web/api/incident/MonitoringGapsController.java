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

/** {@code GET /api/blind-times}: when nobody watched. */
@RestController
class MonitoringGapsController {

  private static final Duration BACK = Duration.ofDays(7);
  private static final int MOST = 1_000;

  private final MonitoringGaps blindTimes;
  private final Clock clock;

  MonitoringGapsController(MonitoringGaps blindTimes, Clock clock) {
    this.blindTimes = blindTimes;
    this.clock = clock;
  }

  /**
   * Times in which nobody watched, as JSON, the oldest first.
   *
   * @param truncated whether there are more than are listed
   */
  record Blind(Instant from, Instant to, List<BlindTimeView> blindTimes, boolean truncated) {}

  /**
   * One of them.
   *
   * @param instance who noticed
   */
  record BlindTimeView(Instant from, Instant to, Duration lasted, String reason, UUID instance) {

    static BlindTimeView of(Stretch time) {
      return new BlindTimeView(
          time.from(),
          time.to(),
          Duration.between(time.from(), time.to()),
          time.reason().word(),
          time.instance());
    }
  }

  @GetMapping("/api/blind-times")
  Blind blindTimes(HttpServletRequest request) {
    QueryParameters query = QueryParameters.of(request, "from", "to");
    Instant now = clock.instant();
    Instant to = query.instant("to", now);
    Instant from = query.instant("from", to.minus(BACK));
    if (!from.isBefore(to)) {
      throw ApiProblem.badValue(
          "from", from.toString(), "send an instant before to, which is " + to);
    }
    List<Stretch> found = blindTimes.between(from, to, MOST + 1);
    return new Blind(
        from, to, found.stream().limit(MOST).map(BlindTimeView::of).toList(), found.size() > MOST);
  }
}
