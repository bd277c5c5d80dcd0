package io.nightjar.web.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.web.problem.ApiClient.Answer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.transaction.ConfigurableTransactionManager;

@WebTest
@ExtendWith(OutputCaptureExtension.class)
class ProblemsTest {

  private static final String RUNS = "/api/jobs/here/runs";

  @Autowired
  private ApiClient api;

  private static void assertProblem(Answer answer, int status, String... detail) {
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    assertThat(answer.at("/status")).isEqualTo(String.valueOf(status));
    assertThat(answer.at("/title")).isNotEmpty();
    assertThat(answer.at("/detail")).isNotEmpty();
    Stream.of(detail).forEach(part -> assertThat(answer.at("/detail")).contains(part));
    assertThat(answer.body()).doesNotContain("Exception", "io.nightjar", "\tat ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/", "/api", "/api/job", "/api/jobs/here/nothing", "/api/mute", "/index.html"})
  void what_is_nowhere_is_not_found(String path) {
    assertProblem(api.as("viewer").get(path), 404, "There is nothing at " + path);
  }

  @Test
  void another_method_is_not_allowed_and_the_right_one_is_named() {
    Answer answer = api.as("operator").post("/api/jobs");

    assertProblem(answer, 405, "POST is not supported here: use GET");
    assertThat(answer.header("Allow")).contains("GET");
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "application/xml"})
  void another_content_type_is_not_understood(String type) {
    Answer answer = api.as("operator")
        .with("Content-Type", type)
        .send("POST", RUNS, BodyPublishers.ofString("reason=x"));

    assertProblem(answer, 415, type, "send application/json");
  }

  @Test
  void another_representation_cannot_be_had_and_the_problem_is_told_all_the_same() {
    assertProblem(
        api.as("viewer").with("Accept", "application/xml").get("/api/jobs"),
        406,
        "\"application/xml\"",
        "accept application/json");
  }

  @Test
  void a_long_body_is_refused_by_its_announced_length() {
    assertProblem(
        api.as("operator").postJson(RUNS, "{\"reason\": \"" + "r".repeat(65_536) + "\"}"),
        413,
        "65536 bytes");
  }

  @Test
  void a_long_body_without_an_announced_length_is_refused_as_it_comes() {
    byte[] body =
        ("{\"reason\": \"" + "r".repeat(200_000) + "\"}").getBytes(StandardCharsets.UTF_8);

    assertProblem(
        api.as("operator")
            .with("Content-Type", "application/json")
            .send("POST", RUNS, BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body))),
        413,
        "65536 bytes");
  }

  @ParameterizedTest
  @ValueSource(strings = {"?a=%ff", "?&&&=&=x", "?%00=1", "?%0a2026-01-22T00:10:00Z%20FORGED"})
  void a_query_that_cannot_be_read_is_the_callers_fault_and_leaves_no_trace(
      String query, CapturedOutput output) {
    Answer answer = api.as("viewer").get("/api/incidents" + query);

    assertProblem(answer, 400);
    assertThat(output).doesNotContain("Exception", "FORGED");
  }

  @Test
  void raw_bytes_in_a_header_are_refused_without_a_trace(CapturedOutput output) throws IOException {
    for (String header : List.of(
        "X-Slack-Signature: \u0085", "Content-Type: \u009b", "Authorization: Bearer \u00ff")) {
      RawRequest.Answer answer = RawRequest.send(
          api.port(),
          "POST /slack/commands HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
              + "Content-Length: 0\r\n" + header + "\r\n\r\n");
      assertThat(answer.status()).as(header).isIn(400, 401);
      assertThat(answer.isProblem()).as(header).isTrue();
    }
    assertThat(output).doesNotContain("Exception");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /api/%2f",
        "CONNECT localhost:443",
        "GET /api/\u0085",
        "GET /ping/secret%2fkey"
      })
  void what_tomcat_refuses_by_itself_is_a_problem_too(String line, CapturedOutput output)
      throws IOException {
    RawRequest.Answer answer = RawRequest.send(
        api.port(), line + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

    assertThat(answer.status()).isBetween(400, 499);
    assertThat(answer.isProblem()).as(answer.toString()).isTrue();
    assertThat(answer.body()).doesNotContain("secret");
    assertThat(output).doesNotContain("secret");
  }

  @Test
  void an_empty_accept_is_none() throws IOException {
    RawRequest.Answer scrape = RawRequest.send(
        api.port(),
        "GET /actuator/prometheus HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
            + "Authorization: Bearer token-of-viewer\r\nAccept:\r\n\r\n");

    assertThat(scrape.status()).isEqualTo(200);
    assertThat(scrape.body()).contains("# TYPE");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"parameters\": {\"a\": 1E+2147483648}}",
        "{\"parameters\": {\"a\": \"\\ud800\"}}",
        "{\"reason\": \"\\udc00\"}",
        "{\"parameters\": {\"\\udc00\": 1}}",
        "DEEP",
        "DIGITS",
        "NAME"
      })
  void a_body_that_cannot_be_kept_is_refused_before_anything_is_written(String body) {
    String sent = switch (body) {
      case "DEEP" -> "{\"parameters\":" + "{\"a\":".repeat(10_000) + "1" + "}".repeat(10_001);
      case "DIGITS" -> "{\"parameters\":{\"a\":" + "9".repeat(8_000) + "}}";
      case "NAME" -> "{\"parameters\":{\"" + "n".repeat(60_000) + "\":1}}";
      default -> body;
    };

    assertProblem(api.as("operator").postJson(RUNS, sent), 400);
    assertThat(api.as("viewer").get(RUNS).json().at("/runs")).isEmpty();
  }

  @Test
  void nul_in_a_filter_is_refused_by_its_name() {
    assertProblem(
        api.as("viewer").get("/api/expected-runs?job=a%00b"), 400, "job cannot be", "NUL");
  }

  @Test
  void a_commit_is_noticed_by_the_transactions_of_the_application(
      @Autowired ConfigurableTransactionManager transactions, @Autowired CommitTracker commits) {
    assertThat(transactions.getTransactionExecutionListeners()).contains(commits);
  }

  @Test
  void what_a_filter_refuses_is_a_problem_too() {
    assertProblem(api.as("viewer").get("/api/jobs;a=b"), 400, "rejected before it was processed");
  }
}
