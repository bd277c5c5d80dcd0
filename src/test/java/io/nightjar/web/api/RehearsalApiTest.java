package io.nightjar.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.web.problem.ApiClient;
import io.nightjar.web.problem.ApiClient.Answer;
import io.nightjar.web.problem.WebFixture.InertKind;
import io.nightjar.web.problem.WebTest;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@WebTest
class RehearsalApiTest {

  @Autowired
  private ApiClient api;

  @Autowired
  private InertKind kind;

  @Autowired
  private JdbcClient jdbc;

  @ParameterizedTest(name = "{0} {1}: {2}")
  @CsvSource({
    "GET, '', 401",
    "POST, '', 401",
    "POST, viewer, 403",
    "POST, operator, 200",
    "GET, viewer, 200"
  })
  void an_operator_rehearses_and_a_viewer_reads(String method, String role, int status) {
    api.as("operator").post("/api/rehearsal");
    ApiClient caller = role.isEmpty() ? api : api.as(role);

    Answer answer =
        method.equals("GET") ? caller.get("/api/rehearsal") : caller.post("/api/rehearsal");

    assertThat(answer.status()).isEqualTo(status);
  }

  @Test
  void a_report_says_of_each_job_whether_it_can_start() {
    Answer answer = api.as("operator").postJson("/api/rehearsal", "{\"probe\": true}");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.at("/ok")).isEqualTo("false");
    assertThat(answer.at("/probe")).isEqualTo("true");
    assertThat(answer.at("/startedAt")).isEqualTo("2026-01-22T00:10:00Z");
    assertThat(answer.at("/took")).startsWith("PT");
    assertThat(answer.texts("/jobs", "job"))
        .containsExactly("here", "hourly", "elsewhere", "early");
    assertThat(answer.texts("/jobs", "ok")).containsExactly("false", "false", "true", "true");
    assertThat(answer.at("/jobs/0/kind")).isEqualTo("inert");
    assertThat(answer.at("/jobs/0/cause")).startsWith("UnsupportedOperationException");
    assertThat(answer.at("/jobs/2/kind")).isEqualTo("elsewhere");
    assertThat(api.as("viewer").get("/api/rehearsal").body()).isEqualTo(answer.body());
  }

  /** Its jobs are not this process's to fire. */
  @Test
  void what_a_process_shows_that_fires_nothing_is_no_incident() {
    api.as("operator").post("/api/rehearsal");

    assertThat(jdbc.sql("SELECT COUNT(*) FROM incident").query(Long.class).single())
        .isZero();
    assertThat(jdbc.sql("SELECT COUNT(*) FROM run").query(Long.class).single()).isZero();
  }

  @Test
  void one_at_a_time() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    kind.onMade(() -> {
      begun.countDown();
      return end.await(20, TimeUnit.SECONDS);
    });
    try {
      var first = CompletableFuture.supplyAsync(() -> api.as("operator").post("/api/rehearsal"));
      assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();

      Answer second = api.as("operator").post("/api/rehearsal");

      assertThat(second.status()).isEqualTo(409);
      assertThat(second.header("Content-Type")).startsWith("application/problem+json");
      assertThat(second.at("/detail")).contains("GET /api/rehearsal");
      end.countDown();
      assertThat(first.get(30, TimeUnit.SECONDS).status()).isEqualTo(200);
    } finally {
      end.countDown();
      kind.onMade(() -> true);
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      quoteCharacter = '`',
      value = {"{\"probe\": \"yes\"}", "{\"force\": true}", "[]"})
  void a_body_that_cannot_be_taken_is_refused(String body) {
    Answer answer = api.as("operator").postJson("/api/rehearsal", body);

    assertThat(answer.status()).isEqualTo(400);
  }
}
