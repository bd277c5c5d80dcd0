package io.nightjar.web.api.incident;

import static io.nightjar.web.problem.WebFixture.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.SettableClock;
import io.nightjar.web.problem.ApiClient;
import io.nightjar.web.problem.ApiClient.Answer;
import io.nightjar.web.problem.WebTest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

@WebTest
class MutesApiTest {

  private static final String PLAN =
      "{\"jobs\": [\"here\"], \"for\": \"PT2H\", \"reason\": \"the database moves\"}";

  @Autowired
  private ApiClient api;

  @Autowired
  private SettableClock clock;

  private Answer plan(String body) {
    return api.as("operator").postJson("/api/mutes", body);
  }

  private Answer end(String id) {
    return api.as("operator").send("DELETE", "/api/mutes/" + id, BodyPublishers.noBody());
  }

  @Test
  void a_mute_says_for_what_until_when_why_and_who() {
    Answer answer = plan(PLAN);
    String id = answer.at("/id");

    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.header("Location")).isEqualTo("/api/mutes/" + id);
    assertThat(answer.body().replace("\"", "'"))
        .isEqualTo("{'id':" + id + ",'jobs':['here'],'state':'active',"
            + "'from':'2026-01-22T00:10:00Z','to':'2026-01-22T02:10:00Z',"
            + "'reason':'the database moves','author':'otto',"
            + "'createdAt':'2026-01-22T00:10:00Z','endedBy':null}");
    assertThat(api.as("viewer").get("/api/mutes/" + id).body()).isEqualTo(answer.body());
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "{'reason': 'x'}                                     | 422 | to cannot be left out: a mute needs an end",
        "{'for': 'PT2H'}                                     | 422 | reason cannot be left out",
        "{'for': 'PT2H', 'reason': ' '}                      | 422 | reason cannot be left out",
        "{'for': 'P32D', 'reason': 'x'}                      | 422 | at most 31 days",
        "{'for': 'PT0S', 'reason': 'x'}                      | 422 | a mute ends after it begins",
        "{'for': 'PT2H', 'to': '2026-01-23T00:00:00Z', 'reason': 'x'} | 422 | cannot both be sent",
        "{'from': '2026-01-21T00:00:00Z', 'for': 'PT2H', 'reason': 'x'} | 422 | it has passed",
        "{'jobs': [], 'for': 'PT2H', 'reason': 'x'}          | 422 | leave jobs out for all",
        "{'jobs': ['jbo'], 'for': 'PT2H', 'reason': 'x'}     | 422 | the catalogue has no such job",
        "{'jobs': ['nightjar-canary'], 'for': 'PT2H', 'reason': 'x'} | 422 | nightjar-canary",
        "{'for': 'PT0.0000009S', 'reason': 'x'}              | 422 | a mute ends after it begins",
        "{'jobs': 'here', 'for': 'PT2H', 'reason': 'x'}      | 400 | send a list of strings",
        "{'job': 'here', 'for': 'PT2H', 'reason': 'x'}       | 400 | known are jobs, from, to, for, reason",
        "{'for': 2, 'reason': 'x'}                           | 400 | send an ISO-8601 duration",
      })
  void a_mute_that_does_not_end_or_is_for_nobody_is_refused(
      String body, int status, String detail) {
    Answer answer = plan(body.replace("'", "\""));

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    assertThat(answer.at("/detail")).contains(detail);
    assertThat(api.as("viewer").get("/api/mutes?state=all").texts("/mutes", "id"))
        .isEmpty();
  }

  @Test
  void active_and_planned_ones_are_listed_and_all_on_request() {
    plan(PLAN);
    plan(
        "{\"from\": \"2026-01-23T00:00:00Z\", \"to\": \"2026-01-23T01:00:00Z\", \"reason\": \"x\"}");
    clock.advance(Duration.ofHours(2));

    Answer current = api.as("viewer").get("/api/mutes");
    assertThat(current.texts("/mutes", "state")).containsExactly("planned");
    assertThat(current.at("/mutes/0/jobs")).isEqualTo("null");
    assertThat(api.as("viewer").get("/api/mutes?state=all").texts("/mutes", "state"))
        .containsExactly("planned", "ended");
    assertThat(api.as("viewer").get("/api/mutes?state=old").status()).isEqualTo(400);
  }

  @Test
  void windows_of_the_configuration_are_listed_with_the_next() {
    assertThat(api.as("viewer").get("/api/mutes").at("/configured/0").replace("\"", "'"))
        .isEqualTo("{'jobs':['early'],'schedule':'0 0 3 * * SUN','timeZone':'Europe/London',"
            + "'duration':'PT2H','state':'planned','from':'2026-01-25T03:00:00Z',"
            + "'to':'2026-01-25T05:00:00Z','reason':'weekly maintenance','author':'platform'}");
  }

  @Test
  void it_is_ended_early_and_kept() {
    String id = plan(PLAN).at("/id");
    clock.advance(Duration.ofMinutes(5));

    Answer ended = end(id);

    assertThat(ended.status()).isEqualTo(200);
    assertThat(ended.at("/state")).isEqualTo("ended");
    assertThat(ended.at("/endedBy")).isEqualTo("otto");
    assertThat(ended.at("/to")).isEqualTo(START.plusSeconds(300).toString());
    assertThat(end(id).status()).isEqualTo(409);
    assertThat(end(id).at("/detail")).contains("has already ended");
    assertThat(end("7777777").status()).isEqualTo(404);
    assertThat(api.as("viewer").get("/api/mutes?state=all").texts("/mutes", "id"))
        .containsExactly(id);
  }

  @Test
  void a_repeated_key_makes_one_mute_and_another_request_needs_another_key() {
    ApiClient same = api.as("operator").with("Idempotency-Key", "ticket-1");
    Answer first = same.postJson("/api/mutes", PLAN);
    clock.advance(Duration.ofMinutes(1));

    assertThat(same.postJson("/api/mutes", PLAN).at("/id")).isEqualTo(first.at("/id"));
    assertThat(same.postJson("/api/mutes", PLAN.replace("moves", "rests")).status())
        .isEqualTo(422);
  }
}
