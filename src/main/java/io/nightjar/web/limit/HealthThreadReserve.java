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
 * Keeps a tenth of the threads for health. Calls that wait for a slow database would take them all, and an orchestrator
 * that gets no answer ends the watcher.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class HealthThreadReserve extends OncePerRequestFilter {

  /** A burst of calls that are quickly done is let in one after the other. */
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
                  "Nightjar is busy: too many calls wait for its database. Nothing was done; try again.")
              .retryAfter(RETRY));
      return;
    }
    // A problem would repeat the address, and the key in it.
    response.setStatus(HttpStatus.SERVICE_UNAVAILABLE.value());
    response.setHeader(HttpHeaders.RETRY_AFTER, String.valueOf(RETRY.toSeconds()));
    response.setContentType(MediaType.TEXT_PLAIN_VALUE);
    response.getOutputStream().write("not recorded: try again".getBytes(StandardCharsets.UTF_8));
  }
}
