package io.nightjar.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.web.Api.Answer;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

@NightjarOnTheWeb
class ProblemsTest {

  private static final String RUNS = "/api/jobs/here/runs";

  @Autowired
  private Api api;

  private static void assertProblem(Answer answer, int status, String... detail) {
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    assertThat(answer.at("/status")).isEqualTo(String.valueOf(status));
    assertThat(answer.at("/title")).isNotEmpty();
    assertThat(answer.at("/detail")).contains(detail);
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

  @Test
  void what_a_filter_refuses_is_a_problem_too() {
    assertProblem(api.as("viewer").get("/api/jobs;a=b"), 400, "refused before it was read");
  }
}
