package io.nightjar.web.limit;

import io.nightjar.web.problem.ApiProblem;
import io.nightjar.web.problem.ProblemWriter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Reserves a tenth of the threads for health checks. Calls that wait for a slow database could otherwise use all
 * threads, and an orchestrator that gets no answer would kill the process.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class HealthThreadReserve extends OncePerRequestFilter {

  /** How long a call waits for a thread, so that a burst of short calls is not rejected. */
  private static final Duration WAIT = Duration.ofMillis(100);

  private static final Duration RETRY = Duration.ofSeconds(5);

  private final Semaphore others;
  private final ProblemWriter problems;

  HealthThreadReserve(
      @Value("${server.tomcat.threads.max:200}") int threads, ProblemWriter problems) {
    this.others = new Semaphore(threads - Math.max(1, threads / 10));
    this.problems = problems;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return request.getRequestURI().startsWith("/actuator/health");
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (!enter()) {
      refuse(request, response);
      return;
    }
    try {
      chain.doFilter(request, response);
    } finally {
      others.release();
    }
  }

  private boolean enter() {
    try {
      return others.tryAcquire(WAIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void refuse(HttpServletRequest request, HttpServletResponse response) throws IOException {
    if (!request.getRequestURI().startsWith("/ping")) {
      problems.write(
          request,
          response,
          ApiProblem.of(
                  HttpStatus.SERVICE_UNAVAILABLE,
                  "Nightjar is busy: too many calls are waiting for its database. Nothing was done; try again.")
              .retryAfter(RETRY));
      return;
    }
    // A problem detail would repeat the address, which contains the ping key.
    response.setStatus(HttpStatus.SERVICE_UNAVAILABLE.value());
    response.setHeader(HttpHeaders.RETRY_AFTER, String.valueOf(RETRY.toSeconds()));
    response.setContentType(MediaType.TEXT_PLAIN_VALUE);
    response.getOutputStream().write("not recorded: try again".getBytes(StandardCharsets.UTF_8));
  }
}
