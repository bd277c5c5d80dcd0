package io.nightjar.web.problem;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Writes problem details from filters. */
@Component
public class ProblemWriter {

  private final JsonMapper json;

  public ProblemWriter(JsonMapper json) {
    this.json = json;
  }

  public void write(HttpServletRequest request, HttpServletResponse response, ApiProblem problem)
      throws IOException {
    write(response, problem, request.getRequestURI());
  }

  /** The same without the path, which may contain anything, including a ping key. */
  public void write(HttpServletResponse response, ApiProblem problem) throws IOException {
    write(response, problem, "/");
  }

  private void write(HttpServletResponse response, ApiProblem problem, String path)
      throws IOException {
    response.setStatus(problem.status().value());
    problem.headers().forEach((name, values) -> values.forEach(v -> response.setHeader(name, v)));
    response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
    response.getOutputStream().write(json.writeValueAsBytes(problem.body(path)));
  }
}
