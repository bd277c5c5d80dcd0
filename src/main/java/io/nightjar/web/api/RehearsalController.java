package io.nightjar.web.api;

import io.nightjar.ops.RehearsalView;
import io.nightjar.ops.Rehearsals;
import io.nightjar.web.Problem;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/rehearsal}: whether all jobs of this process could start. */
@RestController
class RehearsalController {

  private final Rehearsals rehearsals;

  RehearsalController(Rehearsals rehearsals) {
    this.rehearsals = rehearsals;
  }

  @GetMapping("/api/rehearsal")
  RehearsalView last(HttpServletRequest request) {
    Query.of(request);
    return rehearsals
        .last()
        .map(RehearsalView::of)
        .orElseThrow(
            () -> Problem.notFound(
                "There was no rehearsal since this process has started: POST /api/rehearsal makes one."));
  }

  /** Answers when the last job has had its turn. */
  @PostMapping("/api/rehearsal")
  RehearsalView rehearse(
      @RequestBody(required = false) byte @Nullable [] body, HttpServletRequest request)
      throws InterruptedException {
    Query.of(request);
    boolean probe = JsonBody.read(body, "probe").flag("probe");
    return rehearsals
        .rehearse(probe)
        .map(RehearsalView::of)
        .orElseThrow(() -> Problem.conflict(
            "A rehearsal is under way: GET /api/rehearsal shows it when it is over."));
  }
}
