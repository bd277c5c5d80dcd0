package io.nightjar.web.problem;

import java.io.IOException;
import java.time.Duration;
import org.springframework.http.HttpStatus;

/** The body of a request was rejected before its end; the problem says why. */
public final class BodyRefusedException extends IOException {

  private final transient ApiProblem problem;

  private BodyRefusedException(ApiProblem problem) {
    super(problem.getMessage());
    this.problem = problem;
  }

  public static BodyRefusedException tooLarge(long bytes) {
    return new BodyRefusedException(ApiProblem.of(
        HttpStatus.CONTENT_TOO_LARGE,
        "The body of the request is longer than " + bytes + " bytes: send less."));
  }

  public static BodyRefusedException tooSlow(Duration within) {
    return new BodyRefusedException(ApiProblem.of(
        HttpStatus.REQUEST_TIMEOUT,
        "The body of the request was not complete within " + within.toSeconds()
            + " s. Nothing was done; send it again over a faster connection."));
  }

  public static BodyRefusedException tooManyOpen() {
    return new BodyRefusedException(ApiProblem.of(
            HttpStatus.SERVICE_UNAVAILABLE,
            "Too many requests with incomplete bodies are open. Nothing was done; try again.")
        .retryAfter(Duration.ofSeconds(5)));
  }

  public static BodyRefusedException aborted() {
    return new BodyRefusedException(ApiProblem.of(
        HttpStatus.BAD_REQUEST,
        "The body of the request ended early. Nothing was done; send it again."));
  }

  public ApiProblem problem() {
    return problem;
  }
}
