package io.nightjar.web.api;

import io.nightjar.rehearsal.RehearsalService;
import io.nightjar.rehearsal.RehearsalView;
import io.nightjar.web.problem.ApiProblem;
import io.nightjar.web.request.QueryParameters;
import io.nightjar.web.request.RequestJson;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/rehearsal}: whether all jobs of this process can start. */
@RestController
class RehearsalController {

  private final RehearsalService rehearsals;

  RehearsalController(RehearsalService rehearsals) {
    this.rehearsals = rehearsals;
  }

  @GetMapping("/api/rehearsal")
  RehearsalView last(HttpServletRequest request) {
    QueryParameters.of(request);
    return rehearsals
        .last()
        .map(RehearsalView::of)
        .orElseThrow(() -> ApiProblem.notFound(
            "There was no rehearsal since this process started: POST /api/rehearsal runs one."));
  }

  /** Answers when all jobs have been rehearsed. */
  @PostMapping("/api/rehearsal")
  RehearsalView rehearse(
      @RequestBody(required = false) byte @Nullable [] body, HttpServletRequest request)
      throws InterruptedException {
    QueryParameters.of(request);
    boolean probe = RequestJson.read(body, "probe").flag("probe");
    return rehearsals
        .rehearse(probe)
        .map(RehearsalView::of)
        .orElseThrow(
            () -> ApiProblem.conflict(
                "A rehearsal is already running: GET /api/rehearsal shows its report when it has ended."));
  }
}
