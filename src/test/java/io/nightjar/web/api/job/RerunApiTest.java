package io.nightjar.web.api.job;

import static io.nightjar.web.problem.WebFixture.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.ledger.run.RunRecorder;
import io.nightjar.ledger.run.RunResult;
import io.nightjar.ledger.run.RunTrigger;
import io.nightjar.web.problem.ApiClient;
import io.nightjar.web.problem.ApiClient.Answer;
import io.nightjar.web.problem.WebFixture.RecordedWakeUps;
import io.nightjar.web.problem.WebTest;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

@WebTest
class RerunApiTest {

  private static final Instant OCCURRENCE = Instant.parse("2026-01-22T00:05:00Z");
  private static final String HERE = "/api/jobs/here/runs";
  private static final String AGAIN = "{\"reason\": \"again\"}";

  @Autowired
  private ApiClient api;

  @Autowired
  private RunRecorder runs;

  @Autowired
  private RecordedWakeUps wakeUps;

  private Answer rerun(String json) {
    return api.as("operator").postJson(HERE, json);
  }

  private ApiClient withKey(String key) {
    return api.as("operator").with("Idempotency-Key", key);
  }

  @Test
  void a_run_by_hand_is_recorded_and_begun() {
    Answer answer = rerun("""
        {"reason": "the night failed", "occurrence": "2026-01-22T00:05:00Z", "parameters": {"dateOverride": "ANY"}}
        """);

    assertThat(answer.status()).isEqualTo(202);
    String id = answer.at("/id");
    assertThat(answer.header("Location")).isEqualTo("/api/runs/" + id);
    assertThat(answer.at("/job")).isEqualTo("here");
    assertThat(answer.at("/trigger")).isEqualTo("manual");
    assertThat(answer.at("/requestedBy")).isEqualTo("otto");
    assertThat(answer.at("/reason")).isEqualTo("the night failed");
    assertThat(answer.at("/occurrence")).isEqualTo("2026-01-22T00:05:00Z");
    assertThat(answer.at("/parameters/dateOverride")).isEqualTo("ANY");
    assertThat(answer.at("/outcome")).isEqualTo("null");
    assertThat(wakeUps.woken()).containsExactly(UUID.fromString(id));
    assertThat(api.as("viewer").get(answer.header("Location")).json()).isEqualTo(answer.json());
    assertThat(
            api.as("viewer").get("/api/runs/" + id + "/heartbeats").texts("/heartbeats", "detail"))
        .containsExactly("by otto: the night failed");
  }

  @Test
  void without_a_body_the_run_answers_the_latest_occurrence_that_is_not_met() {
    Answer answer = api.as("operator").post(HERE);

    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.at("/occurrence")).isEqualTo("2026-01-22T00:05:00Z");
    assertThat(answer.at("/reason")).isEqualTo("null");
    assertThat(answer.at("/parameters")).isEqualTo("null");
  }

  @Test
  void while_the_job_runs_a_second_run_is_refused_and_names_the_first() {
    UUID first = runs.fire("here", OCCURRENCE, RunTrigger.SCHEDULE, UUID.randomUUID(), OCCURRENCE)
        .orElseThrow()
        .id();

    Answer answer = rerun("{}");

    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.at("/run")).isEqualTo(first.toString());
    assertThat(answer.at("/detail")).contains("here is already running", first + "/cancel");
    assertThat(wakeUps.woken()).isEmpty();
  }

  @Test
  void a_job_that_allows_overlap_runs_twice() {
    assertThat(api.as("operator").post("/api/jobs/hourly/runs").status()).isEqualTo(202);
    assertThat(api.as("operator").post("/api/jobs/hourly/runs").status()).isEqualTo(202);
    assertThat(wakeUps.woken()).hasSize(2);
  }

  @Test
  void the_same_idempotency_key_gets_the_same_run_while_it_runs_and_after_it() {
    Answer first = withKey("night-22").postJson(HERE, AGAIN);
    Answer second = withKey("night-22").postJson(HERE, AGAIN);
    runs.finish(UUID.fromString(first.at("/id")), RunResult.succeeded(null), START, "scheduler");
    Answer third = withKey("night-22").postJson(HERE, AGAIN);

    assertThat(second.status()).isEqualTo(202);
    assertThat(second.at("/id")).isEqualTo(first.at("/id"));
    assertThat(third.status()).isEqualTo(202);
    assertThat(third.at("/id")).isEqualTo(first.at("/id"));
    assertThat(third.at("/outcome")).isEqualTo("succeeded");
    assertThat(wakeUps.woken()).as("not begun again once it has ended").hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"reason\": \"another\"}",
        "{\"reason\": \"again\", \"parameters\": {\"a\": 1}}",
        "{\"reason\": \"again\", \"occurrence\": \"2026-01-23T00:05:00Z\"}",
      })
  void an_idempotency_key_cannot_be_used_for_another_request(String other) {
    Answer first = withKey("night-22").postJson(HERE, AGAIN);

    Answer answer = withKey("night-22").postJson(HERE, other);

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.at("/run")).isEqualTo(first.at("/id"));
    assertThat(answer.at("/detail")).contains("Idempotency-Key", "night-22", "use a new key");
  }

  @Test
  void the_same_idempotency_key_for_another_job_is_another_key() {
    assertThat(withKey("night-22").post(HERE).at("/id"))
        .isNotEqualTo(withKey("night-22").post("/api/jobs/hourly/runs").at("/id"));
  }

  @Test
  void an_idempotency_key_has_at_most_255_characters() {
    assertThat(withKey("k".repeat(255)).post(HERE).status()).isEqualTo(202);
    Answer answer = withKey("k".repeat(256)).post(HERE);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.at("/detail")).contains("Idempotency-Key", "255");
  }

  @Test
  void a_job_that_runs_elsewhere_cannot_be_started_from_here() {
    Answer answer = api.as("operator").post("/api/jobs/elsewhere/runs");

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.at("/detail"))
        .contains("runs elsewhere", "https://runbooks.example/elsewhere");
    assertThat(answer.at("/runbook")).isEqualTo("https://runbooks.example/elsewhere");
  }

  @ParameterizedTest(name = "{1}: {0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "{\"downstream\": true}                     | 422 | downstream cannot be true yet",
        "{\"occurrence\": \"2026-01-22T00:06:00Z\"} | 422 | no run of here is expected then",
        "{\"occurrence\": \"tonight\"}              | 400 | occurrence cannot be \"tonight\": send an ISO-8601",
        "{\"occurrence\": 1}                        | 400 | occurrence cannot be \"1\"",
        "{\"reson\": \"slip\"}                      | 400 | the member cannot be \"reson\": known are reason,",
        "{\"reason\": 1}                            | 400 | reason cannot be \"1\": send a string",
        "{\"downstream\": \"yes\"}                  | 400 | downstream cannot be",
        "{\"parameters\": [1]}                      | 400 | parameters cannot be \"[1]\": send a JSON object",
        "{\"parameters\": \"text\"}                 | 400 | parameters cannot be",
        "{\"reason\": \"a\", \"reason\": \"b\"}     | 400 | line 1",
        "{\"reason\": \"a\"} x                      | 400 | line 1",
        "[]                                         | 400 | send a JSON object",
        "{                                          | 400 | send one valid JSON object",
        "null                                       | 400 | send a JSON object",
      })
  void what_cannot_be_taken_is_refused_with_the_remedy(String body, int status, String detail) {
    Answer answer = rerun(body);

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    assertThat(answer.at("/detail")).contains(detail);
    assertThat(wakeUps.woken()).isEmpty();
  }

  @Test
  void downstream_may_be_false_and_a_reason_null() {
    assertThat(rerun("{\"downstream\": false, \"reason\": null}").status()).isEqualTo(202);
  }

  @Test
  void a_reason_and_parameters_are_bounded() {
    Answer reason = rerun("{\"reason\": \"" + "r".repeat(1_001) + "\"}");
    Answer parameters = rerun("{\"parameters\": {\"a\": \"" + "p".repeat(8_192) + "\"}}");

    assertThat(reason.status()).isEqualTo(400);
    assertThat(reason.at("/detail")).contains("reason", "at most 1000").hasSizeLessThan(300);
    assertThat(parameters.status()).isEqualTo(422);
    assertThat(parameters.at("/detail")).contains("parameters", "8192 bytes");
  }

  @Test
  void parameters_are_handed_on_as_they_were_sent() {
    Answer answer =
        rerun("{\"parameters\": {\"n\": 1.50, \"s\": \"\\u0000é\", \"deep\": {\"a\": [null]}}}");

    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.body())
        .contains("\"parameters\":{\"n\":1.50,\"s\":\"\\u0000é\",\"deep\":{\"a\":[null]}}");
  }
}
