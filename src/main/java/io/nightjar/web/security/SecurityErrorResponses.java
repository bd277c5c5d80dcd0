package io.nightjar.web.security;

import io.nightjar.web.problem.ApiProblem;
import io.nightjar.web.problem.ProblemWriter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.stereotype.Component;

/** Rejects unauthorised calls with a problem and the challenge of RFC 6750: 401 without a known token, 403 with one. */
@Component
class SecurityErrorResponses implements AuthenticationEntryPoint, AccessDeniedHandler {

  private static final String CHALLENGE = "Bearer realm=\"nightjar\"";

  private final ProblemWriter problems;

  SecurityErrorResponses(ProblemWriter problems) {
    this.problems = problems;
  }

  @Override
  public void commence(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException e)
      throws IOException {
    boolean unknown = request.getAttribute(BearerTokenFilter.UNKNOWN_TOKEN) != null;
    String detail = unknown
        ? "The token is unknown: it is not in nightjar.security.tokens."
        : "A token is needed: send it as \"Authorization: Bearer TOKEN\".";
    problems.write(
        request,
        response,
        ApiProblem.of(HttpStatus.UNAUTHORIZED, detail)
            .header(
                HttpHeaders.WWW_AUTHENTICATE,
                unknown ? CHALLENGE + ", error=\"invalid_token\"" : CHALLENGE));
  }

  @Override
  public void handle(
      HttpServletRequest request, HttpServletResponse response, AccessDeniedException e)
      throws IOException {
    String needed = AccessRules.roleFor(request).word();
    problems.write(
        request,
        response,
        ApiProblem.of(HttpStatus.FORBIDDEN, "This call needs a token with the role " + needed + ".")
            .header(
                HttpHeaders.WWW_AUTHENTICATE,
                CHALLENGE + ", error=\"insufficient_scope\", scope=\"" + needed + "\""));
  }
}
