package io.nightjar.web.api.job;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.nightjar.ledger.run.Run;
import io.nightjar.ledger.run.RunRequest;
import io.nightjar.web.RerunService;
import io.nightjar.web.problem.ApiProblem;
import io.nightjar.web.request.QueryParameters;
import io.nightjar.web.request.RequestJson;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** {@code POST /api/jobs/{job}/runs}: requests a manual run. */
@RestController
class RerunController {

  private static final int LONGEST_REASON = 1_000;
  private static final int LONGEST_KEY = 255;
  private static final int MOST_PARAMETERS = 8 * 1024;

  private final RerunService reruns;

  RerunController(RerunService reruns) {
    this.reruns = reruns;
  }

  /**
   * The run as JSON.
   *
   * @param warning that the run answers no occurrence, null when it answers one
   */
  record RequestedRun(
      @JsonUnwrapped RunView run,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String warning) {}

  @PostMapping(path = "/api/jobs/{job}/runs", consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<RequestedRun> rerun(
      @PathVariable("job") String name,
      @RequestBody(required = false) byte @Nullable [] body,
      @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
      HttpServletRequest request,
      Principal caller) {
    QueryParameters.of(request);
    RequestJson members =
        RequestJson.read(body, "reason", "occurrence", "parameters", "downstream");
    refuse(members, key);
    RunRequest wish = new RunRequest(
        caller.getName(),
        members.text("reason", LONGEST_REASON),
        members.object("parameters", MOST_PARAMETERS));
    Run run = reruns.rerun(name, wish, members.instant("occurrence"), key);
    return ResponseEntity.status(HttpStatus.ACCEPTED)
        .header(HttpHeaders.LOCATION, URI.create("/api/runs/" + run.id()).toString())
        .body(new RequestedRun(RunView.of(run), RerunService.warning(run)));
  }

  private static void refuse(RequestJson members, @Nullable String key) {
    if (key != null && (key.isBlank() || key.length() > LONGEST_KEY)) {
      throw ApiProblem.badValue("Idempotency-Key", key, "send 1 to " + LONGEST_KEY + " characters");
    }
    if (members.flag("downstream")) {
      throw ApiProblem.cannot(
              "downstream cannot be true yet: Nightjar does not re-run dependent jobs by itself. Re-run each of them, in the order of their dependencies.")
          .with("key", "downstream");
    }
  }
}
