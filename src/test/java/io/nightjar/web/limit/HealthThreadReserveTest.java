package io.nightjar.web.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.web.problem.ProblemWriter;
import jakarta.servlet.FilterChain;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import tools.jackson.databind.json.JsonMapper;

class HealthThreadReserveTest {

  private static final int THREADS = 4;

  private final HealthThreadReserve reserve =
      new HealthThreadReserve(THREADS, new ProblemWriter(JsonMapper.builder().build()));
  private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

  @AfterEach
  void end() {
    threads.shutdownNow();
  }

  private MockHttpServletResponse call(String path, FilterChain chain) throws Exception {
    MockHttpServletResponse response = new MockHttpServletResponse();
    reserve.doFilter(new MockHttpServletRequest("POST", path), response, chain);
    return response;
  }

  @Test
  void while_calls_wait_for_the_database_health_has_a_thread_and_more_calls_are_told_to_come_again()
      throws Exception {
    CountDownLatch waiting = new CountDownLatch(THREADS - 1);
    CountDownLatch database = new CountDownLatch(1);
    FilterChain slow = (request, response) -> {
      waiting.countDown();
      awaitQuietly(database);
    };
    List<Future<MockHttpServletResponse>> calls = Stream.of("/ping/key", "/api/jobs", "/ping/key")
        .map(path -> threads.submit(() -> call(path, slow)))
        .toList();
    assertThat(waiting.await(10, TimeUnit.SECONDS)).isTrue();
    FilterChain quick = (request, response) -> {};

    assertThat(call("/actuator/health/liveness", quick).getStatus()).isEqualTo(200);
    MockHttpServletResponse ping = call("/ping/a-key", quick);
    assertThat(ping.getStatus()).isEqualTo(503);
    assertThat(ping.getHeader("Retry-After")).isEqualTo("5");
    assertThat(ping.getContentAsString()).isEqualTo("not recorded: try again");
    MockHttpServletResponse jobs = call("/api/jobs", quick);
    assertThat(jobs.getStatus()).isEqualTo(503);
    assertThat(jobs.getContentAsString()).contains("Nightjar is busy");

    database.countDown();
    for (Future<MockHttpServletResponse> each : calls) {
      assertThat(each.get(10, TimeUnit.SECONDS).getStatus()).isEqualTo(200);
    }
    assertThat(call("/api/jobs", quick).getStatus()).isEqualTo(200);
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
