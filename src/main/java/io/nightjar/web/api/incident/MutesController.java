package io.nightjar.web.api.incident;

import io.nightjar.incident.MuteService;
import io.nightjar.incident.mute.Mute;
import io.nightjar.incident.mute.MuteCalendar;
import io.nightjar.incident.mute.RejectedRequestException;
import io.nightjar.web.problem.ApiProblem;
import io.nightjar.web.request.EndTime;
import io.nightjar.web.request.QueryParameters;
import io.nightjar.web.request.RequestJson;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.security.Principal;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/mutes}: planned windows in which incidents are recorded but not announced. */
@RestController
class MutesController {

  private static final int MOST = 1_000;
  private static final int LONGEST_KEY = 200;

  private final MuteCalendar mutes;
  private final MuteService desk;
  private final Clock clock;

  MutesController(MuteCalendar mutes, MuteService desk, Clock clock) {
    this.mutes = mutes;
    this.desk = desk;
    this.clock = clock;
  }

  /** MuteFilter mutes a request asks for. */
  private enum MuteFilter {
    CURRENT,
    ALL;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Mutes as JSON.
   *
   * @param configured the configured windows, each with its current or next occurrence
   * @param truncated whether there are more mutes than are listed
   */
  record MuteList(List<MuteView> mutes, List<MuteWindowView> configured, boolean truncated) {}

  @GetMapping("/api/mutes")
  MuteList mutes(HttpServletRequest request) {
    MuteFilter filter =
        QueryParameters.of(request, "state").word("state", MuteFilter.values(), MuteFilter::word);
    Instant now = clock.instant();
    List<Mute> found =
        filter == MuteFilter.ALL ? mutes.history(MOST + 1) : mutes.unfinished(now, MOST + 1);
    return new MuteList(
        found.stream().limit(MOST).map(mute -> MuteView.of(mute, now)).toList(),
        mutes.configured().stream()
            .map(window -> MuteWindowView.of(window, now))
            .toList(),
        found.size() > MOST);
  }

  @GetMapping("/api/mutes/{id}")
  MuteView mute(@PathVariable("id") long id, HttpServletRequest request) {
    QueryParameters.of(request);
    return MuteView.of(find(id), clock.instant());
  }

  @PostMapping(path = "/api/mutes", consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<MuteView> plan(
      @RequestBody(required = false) byte @Nullable [] body,
      @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
      HttpServletRequest request,
      Principal caller) {
    QueryParameters.of(request);
    RequestJson members = RequestJson.read(body, "jobs", "from", "to", "for", "reason");
    if (key != null && (key.isBlank() || key.length() > LONGEST_KEY)) {
      throw ApiProblem.badValue("Idempotency-Key", key, "send 1 to " + LONGEST_KEY + " characters");
    }
    Instant now = clock.instant();
    Mute mute = planned(members, key == null ? null : "api:" + key, caller.getName(), now);
    return ResponseEntity.created(URI.create("/api/mutes/" + mute.id()))
        .body(MuteView.of(mute, now));
  }

  private Mute planned(RequestJson members, @Nullable String key, String by, Instant now) {
    List<String> jobs = members.texts("jobs");
    Instant from = members.instant("from") == null ? now : members.instant("from");
    Instant to = EndTime.of(members, "to", "for", from);
    String reason = members.text("reason", Mute.LONGEST_REASON);
    if (to == null) {
      throw new RejectedRequestException(
          "to", null, "a mute needs an end: send to, or for, as PT2H");
    }
    Mute mute = desk.mute(jobs, from, to, reason == null ? "" : reason, by, key, now);
    refuseReuse(mute, jobs, String.valueOf(reason).strip());
    return mute;
  }

  /**
   * Rejects a repeated key with a different request: its sender would take the mute of the first request for its own.
   */
  private static void refuseReuse(Mute mute, @Nullable List<String> jobs, String reason) {
    Set<String> asked = jobs == null ? null : Set.copyOf(jobs);
    if (!Objects.equals(mute.jobs(), asked) || !mute.reason().equals(reason)) {
      throw ApiProblem.cannot(
          "The Idempotency-Key was already used for another request, that of mute " + mute.id()
              + ": use a new key.");
    }
  }

  /** Ends a mute early. Incidents that it kept silent are announced then. The mute stays in the history. */
  @DeleteMapping("/api/mutes/{id}")
  MuteView end(@PathVariable("id") long id, HttpServletRequest request, Principal caller) {
    QueryParameters.of(request);
    find(id);
    Instant now = clock.instant();
    if (!desk.end(id, caller.getName(), now)) {
      throw ApiProblem.conflict(
          "The mute " + id + " has already ended, at " + find(id).to() + ".");
    }
    return MuteView.of(find(id), now);
  }

  private Mute find(long id) {
    return mutes
        .find(id)
        .orElseThrow(() -> ApiProblem.notFound(
            "There is no mute " + id + ": GET /api/mutes?state=all lists them."));
  }
}
