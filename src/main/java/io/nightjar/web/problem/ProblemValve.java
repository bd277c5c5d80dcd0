package io.nightjar.web.problem;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers with problem details to requests that Tomcat rejects itself, before any filter. Tomcat's own page is HTML.
 */
public final class ProblemValve extends ErrorReportValve {

  @Override
  protected void report(Request request, Response response, @Nullable Throwable failure) {
    int status = response.getStatus();
    if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
      return;
    }
    if (status == HttpServletResponse.SC_NOT_IMPLEMENTED) {
      // CONNECT or an unknown transfer coding: the request is wrong, the server has not failed.
      status = HttpServletResponse.SC_BAD_REQUEST;
      response.setStatus(status);
    }
    Map<String, Object> problem = new LinkedHashMap<>();
    HttpStatus known = HttpStatus.resolve(status);
    if (known != null) {
      problem.put("title", known.getReasonPhrase());
    }
    problem.put("status", status);
    problem.put("detail", ContainerErrorController.detail(status, known));
    try {
      response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
      response.getOutputStream().write(JsonMapper.shared().writeValueAsBytes(problem));
      response.finishResponse();
    } catch (IOException | IllegalStateException hungUp) {
      // The caller has closed the connection.
    }
  }
}
