package io.nightjar.web.api;

import io.nightjar.incident.Incident;
import io.nightjar.incident.IncidentQuery;
import io.nightjar.incident.Incidents;
import io.nightjar.watchdog.IncidentDesk;
import io.nightjar.web.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/incidents}: what needs a person, and what people do about it. */
@RestController
class IncidentsController {

  private static final int DEFAULT = 100;
  private static final int MOST = 1_000;

  private final Incidents incidents;
  private final IncidentDesk desk;
  private final Clock clock;

  IncidentsController(Incidents incidents, IncidentDesk desk, Clock clock) {
    this.incidents = incidents;
    this.desk = desk;
    this.clock = clock;
  }

  /**
   * Incidents as JSON, newest first.
   *
   * @param truncated whether there are more than the limit
   */
  record Listed(List<IncidentView> incidents, boolean truncated) {}

  @GetMapping("/api/incidents")
  Listed incidents(HttpServletRequest request) {
    Query query = Query.of(request, "state", "job", "limit");
    IncidentState state = query.word("state", IncidentState.values(), IncidentState::word);
    int limit = query.limit(DEFAULT, MOST);
    List<Incident> found = incidents.list(new IncidentQuery(
        (state == null ? IncidentState.OPEN : state).open(), query.text("job"), limit + 1));
    return new Listed(
        found.stream().limit(limit).map(IncidentView::of).toList(), found.size() > limit);
  }

  @GetMapping("/api/incidents/{id}")
  IncidentView incident(@PathVariable("id") long id, HttpServletRequest request) {
    Query.of(request);
    return IncidentView.of(find(id));
  }

  @PostMapping(
      path = "/api/incidents/{id}/acknowledge",
      consumes = MediaType.APPLICATION_JSON_VALUE)
  IncidentView acknowledge(
      @PathVariable("id") long id,
      @RequestBody(required = false) byte @Nullable [] body,
      HttpServletRequest request,
      Principal caller) {
    Query.of(request);
    JsonBody.read(body);
    find(id);
    if (!incidents.acknowledge(id, caller.getName(), clock.instant())) {
      throw resolved(find(id), "There is nothing to acknowledge.");
    }
    return IncidentView.of(find(id));
  }

  @PostMapping(path = "/api/incidents/{id}/resolve", consumes = MediaType.APPLICATION_JSON_VALUE)
  IncidentView resolve(
      @PathVariable("id") long id,
      @RequestBody(required = false) byte @Nullable [] body,
      HttpServletRequest request,
      Principal caller) {
    Query.of(request);
    JsonBody.read(body);
    find(id);
    if (!desk.resolve(id, caller.getName(), clock.instant())) {
      throw resolved(find(id), "There is nothing to resolve.");
    }
    return IncidentView.of(find(id));
  }

  private Incident find(long id) {
    return incidents
        .find(id)
        .orElseThrow(() -> Problem.notFound(
            "There is no incident " + id + ": GET /api/incidents?state=all lists them."));
  }

  private static Problem resolved(Incident incident, String consequence) {
    Incident.Ending ending = incident.ending();
    return Problem.conflict("The incident " + incident.id() + " was resolved"
            + (ending == null
                ? ""
                : " at " + ending.at() + " (" + ending.resolution().word() + ")") + ". "
            + consequence)
        .with("resolvedAt", ending == null ? null : ending.at().toString());
  }
}
