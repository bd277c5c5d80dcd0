package io.nightjar.web.limit;

import io.nightjar.web.problem.BodyRefusedException;
import io.nightjar.web.problem.ProblemWriter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Limits request bodies before anything else reads them: their length, their time, and how many may be incomplete at
 * once. Pings are not rejected for their length: only their beginning is read.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class RequestBodyFilter extends OncePerRequestFilter {

  static final int BYTES = 64 * 1024;

  private final ProblemWriter problems;

  /** For holders of a token or a ping key: the bodies of other requests are never read. */
  private final ConcurrencyLimit known = new ConcurrencyLimit(32, 16);

  /** A request from Slack must be read before its signature can be checked. */
  private final ConcurrencyLimit slack = new ConcurrencyLimit(8, 4);

  RequestBodyFilter(ProblemWriter problems) {
    this.problems = problems;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return request.getContentLengthLong() <= 0
        && request.getHeader(HttpHeaders.TRANSFER_ENCODING) == null;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String path = request.getRequestURI();
    long longest = path.startsWith("/ping/") ? Long.MAX_VALUE : BYTES;
    BoundedBody body = new BoundedBody(
        request.getInputStream(),
        request.getRemoteAddr(),
        path.startsWith("/slack/") ? slack : known,
        longest,
        System::nanoTime);
    try {
      if (request.getContentLengthLong() > longest) {
        problems.write(request, response, BodyRefusedException.tooLarge(BYTES).problem());
      } else {
        chain.doFilter(new Bounded(request, body), response);
      }
    } finally {
      body.release();
    }
  }

  private static final class Bounded extends HttpServletRequestWrapper {

    private final BoundedBody body;

    Bounded(HttpServletRequest request, BoundedBody body) {
      super(request);
      this.body = body;
    }

    @Override
    public ServletInputStream getInputStream() {
      return body;
    }

    @Override
    public BufferedReader getReader() {
      return new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
    }
  }
}
