package io.nightjar.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.web.problem.ApiClient;
import io.nightjar.web.problem.ApiClient.Answer;
import io.nightjar.web.problem.WebTest;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

@WebTest
class ApiAccessTest {

  private static final String NO_RUN = "00000000-0000-0000-0000-000000000000";

  @Autowired
  private ApiClient api;

  @ParameterizedTest(name = "{0} {1}: nobody {2}, viewer {3}, operator {4}, admin {5}")
  @CsvSource({
    "GET,    /api/jobs,                        401, 200, 200, 200",
    "HEAD,   /api/jobs,                        401, 200, 200, 200",
    "GET,    /api/jobs/here,                   401, 200, 200, 200",
    "GET,    /api/jobs/here/runs,              401, 200, 200, 200",
    "GET,    /api/expected-runs,               401, 200, 200, 200",
    "GET,    /api/incidents,                   401, 200, 200, 200",
    "GET,    /api/incidents/1,                 401, 404, 404, 404",
    "GET,    /api/notifications,               401, 200, 200, 200",
    "GET,    /api/notifications/NO_RUN,        401, 404, 404, 404",
    "GET,    /api/runs/NO_RUN,                 401, 404, 404, 404",
    "GET,    /api/runs/NO_RUN/heartbeats,      401, 404, 404, 404",
    "POST,   /api/jobs/unknown/runs,           401, 403, 404, 404",
    "POST,   /api/runs/NO_RUN/cancel,          401, 403, 404, 404",
    "POST,   /api/incidents/1/acknowledge,     401, 403, 404, 404",
    "POST,   /api/incidents/1/resolve,         401, 403, 404, 404",
    "GET,    /api/mutes,                       401, 200, 200, 200",
    "GET,    /api/mutes/1,                     401, 404, 404, 404",
    "POST,   /api/mutes,                       401, 403, 422, 422",
    "DELETE, /api/mutes/1,                     401, 403, 404, 404",
    "DELETE, /api/mutes,                       401, 403, 403, 405",
    "DELETE, /api/mutes/1/more,                401, 403, 403, 404",
    "PUT,    /api/mutes/1,                     401, 403, 403, 405",
    "POST,   /slack/interactions,              401, 401, 401, 401",
    "POST,   /slack/commands,                  401, 401, 401, 401",
    "GET,    /slack/commands,                  401, 405, 405, 405",
    "POST,   /slack/other,                     401, 403, 404, 404",
    "DELETE, /api/jobs/here,                   401, 403, 403, 405",
    "PUT,    /api/jobs/here,                   401, 403, 403, 405",
    "GET,    /api/nothing,                     401, 404, 404, 404",
    "GET,    /elsewhere,                       401, 404, 404, 404",
    "GET,    /actuator/prometheus,             401, 200, 200, 200",
    "GET,    /actuator/info,                   401, 200, 200, 200",
    "GET,    /actuator/env,                    401, 404, 404, 404",
    "POST,   /actuator/shutdown,               401, 403, 404, 404",
    "GET,    /actuator/health/liveness,        200, 200, 200, 200",
    "GET,    /actuator/health/readiness,       200, 200, 200, 200",
    "GET,    /favicon.ico,                     404, 404, 404, 404",
    "GET,    /,                                404, 404, 404, 404",
    "GET,    /ping/ping-key-of-elsewhere-51d0/log, 200, 200, 200, 200",
    "POST,   /ping/ping-key-of-elsewhere-51d0/log, 200, 200, 200, 200",
    "GET,    /ping/wrong,                      404, 404, 404, 404",
  })
  void each_role_may_do_what_it_is_for(
      String method, String path, int nobody, int viewer, int operator, int admin) {
    assertThat(status(api, method, path)).isEqualTo(nobody);
    assertThat(status(api.as("viewer"), method, path)).isEqualTo(viewer);
    assertThat(status(api.as("operator"), method, path)).isEqualTo(operator);
    assertThat(status(api.as("admin"), method, path)).isEqualTo(admin);
  }

  private static int status(ApiClient caller, String method, String path) {
    return caller
        .send(method, path.replace("NO_RUN", NO_RUN), BodyPublishers.noBody())
        .status();
  }

  @Test
  void who_sends_no_token_is_told_how_to_send_one() {
    Answer answer = api.get("/api/jobs");

    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"nightjar\"");
    assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    assertThat(answer.at("/status")).isEqualTo("401");
    assertThat(answer.at("/instance")).isEqualTo("/api/jobs");
    assertThat(answer.at("/detail")).contains("Authorization: Bearer TOKEN");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Bearer wrong", "bearer wrong", "Bearer token-of-viewer-"})
  void an_unknown_token_is_refused_and_not_repeated(String authorization) {
    Answer answer = api.with("Authorization", authorization).get("/api/jobs");

    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.header("WWW-Authenticate")).contains("error=\"invalid_token\"");
    assertThat(answer.at("/detail")).contains("nightjar.security.tokens").doesNotContain("wrong");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Basic b3R0bzp0b2tlbi1vZi1vcGVyYXRvcg==",
        "token-of-viewer",
        "Token token-of-viewer"
      })
  void only_bearer_tokens_are_accepted(String authorization) {
    assertThat(api.with("Authorization", authorization).get("/api/jobs").status())
        .isEqualTo(401);
  }

  @Test
  void who_may_not_is_told_which_role_may() {
    Answer answer = api.as("viewer").post("/api/jobs/here/runs");

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    assertThat(answer.header("WWW-Authenticate"))
        .contains("error=\"insufficient_scope\"", "scope=\"operator\"");
    assertThat(answer.at("/detail")).contains("role operator");
  }

  @Test
  void the_scheme_is_read_in_any_case() {
    assertThat(
            api.with("Authorization", "bearer token-of-viewer").get("/api/jobs").status())
        .isEqualTo(200);
  }

  @Test
  void an_old_token_does_not_close_what_is_open() {
    assertThat(api.with("Authorization", "Bearer old")
            .get("/actuator/health/liveness")
            .status())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/jobs", "/api/nothing", "/actuator/health", "/"})
  void every_answer_has_the_headers_that_protect_a_browser_and_no_cookie(String path) {
    Answer answer = api.as("viewer").get(path);

    assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(answer.header("X-Frame-Options")).isEqualTo("DENY");
    assertThat(answer.header("Cache-Control")).contains("no-store");
    assertThat(answer.header("Content-Security-Policy")).contains("default-src 'none'");
    assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
    assertThat(answer.header("Set-Cookie")).isEmpty();
    assertThat(answer.header("Server")).isEmpty();
  }
}
