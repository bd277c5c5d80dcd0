package io.nightjar.web.api.incident;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.nightjar.incident.Incident;
import io.nightjar.incident.IncidentQuery;
import io.nightjar.incident.IncidentRepository;
import io.nightjar.incident.IncidentService;
import io.nightjar.notification.dispatch.AlertingStatus;
import io.nightjar.web.problem.ApiProblem;
import io.nightjar.web.request.EndTime;
import io.nightjar.web.request.KnownJobs;
import io.nightjar.web.request.QueryParameters;
import io.nightjar.web.request.RequestJson;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/incidents}: lists, acknowledges and resolves incidents. */
@RestController
class IncidentsController {

  private static final int DEFAULT = 100;
  private static final int MOST = 1_000;
  private static final String NOBODY_IS_TOLD =
      "No channel is configured: nobody is notified of incidents. Set nightjar.slack.token and nightjar.slack.channel.";

  private final KnownJobs jobs;
  private final IncidentRepository incidents;
  private final IncidentService desk;
  private final AlertingStatus alerting;
  private final Clock clock;

  IncidentsController(
      KnownJobs jobs,
      IncidentRepository incidents,
      IncidentService desk,
      AlertingStatus alerting,
      Clock clock) {
    this.jobs = jobs;
    this.incidents = incidents;
    this.desk = desk;
    this.alerting = alerting;
    this.clock = clock;
  }

  /**
   * Incidents as JSON, newest first.
   *
   * @param truncated whether there are more than the limit
   * @param warning that nobody is notified, null when somebody is
   */
  record IncidentList(
      List<IncidentView> incidents,
      boolean truncated,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String warning) {}

  /** IncidentResponse incident as JSON, with the same warning. */
  record IncidentResponse(
      @JsonUnwrapped IncidentView incident,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String warning) {}

  @GetMapping("/api/incidents")
  IncidentList incidents(HttpServletRequest request) {
    QueryParameters query = QueryParameters.of(request, "state", "job", "limit");
    IncidentFilter state = query.word("state", IncidentFilter.values(), IncidentFilter::word);
    int limit = query.limit(DEFAULT, MOST);
    String job = query.text("job");
    jobs.require(job);
    List<Incident> found = incidents.list(
        new IncidentQuery((state == null ? IncidentFilter.OPEN : state).open(), job, limit + 1));
    return new IncidentList(
        found.stream().limit(limit).map(IncidentView::of).toList(),
        found.size() > limit,
        warning());
  }

  @GetMapping("/api/incidents/{id}")
  IncidentResponse incident(@PathVariable("id") long id, HttpServletRequest request) {
    QueryParameters.of(request);
    return response(id);
  }

  @PostMapping(
      path = "/api/incidents/{id}/acknowledge",
      consumes = MediaType.APPLICATION_JSON_VALUE)
  IncidentResponse acknowledge(
      @PathVariable("id") long id,
      @RequestBody(required = false) byte @Nullable [] body,
      HttpServletRequest request,
      Principal caller) {
    QueryParameters.of(request);
    RequestJson members = RequestJson.read(body, "until", "for");
    find(id);
    Instant now = clock.instant();
    if (!desk.acknowledge(id, caller.getName(), EndTime.of(members, "until", "for", now), now)) {
      throw resolved(find(id), "There is nothing to acknowledge.");
    }
    return response(id);
  }

  @PostMapping(path = "/api/incidents/{id}/resolve", consumes = MediaType.APPLICATION_JSON_VALUE)
  IncidentResponse resolve(
      @PathVariable("id") long id,
      @RequestBody(required = false) byte @Nullable [] body,
      HttpServletRequest request,
      Principal caller) {
    QueryParameters.of(request);
    RequestJson.read(body);
    find(id);
    if (!desk.resolve(id, caller.getName(), clock.instant())) {
      throw resolved(find(id), "There is nothing to resolve.");
    }
    return response(id);
  }

  private IncidentResponse response(long id) {
    return new IncidentResponse(IncidentView.of(find(id)), warning());
  }

  private @Nullable String warning() {
    return alerting.configured() ? null : NOBODY_IS_TOLD;
  }

  private Incident find(long id) {
    return incidents
        .find(id)
        .orElseThrow(() -> ApiProblem.notFound(
            "There is no incident " + id + ": GET /api/incidents?state=all lists them."));
  }

  private static ApiProblem resolved(Incident incident, String consequence) {
    Incident.Ending ending = incident.ending();
    return ApiProblem.conflict("The incident " + incident.id() + " was resolved"
            + (ending == null
                ? ""
                : " at " + ending.at() + " (" + ending.resolution().word() + ")") + ". "
            + consequence)
        .with("resolvedAt", ending == null ? null : ending.at().toString());
  }
}
