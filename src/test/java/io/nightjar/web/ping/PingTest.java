package io.nightjar.web.ping;

import static io.nightjar.web.problem.WebFixture.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.SettableClock;
import io.nightjar.fault.Fault;
import io.nightjar.fault.FaultBook;
import io.nightjar.fault.Provokes;
import io.nightjar.ledger.run.Outcome;
import io.nightjar.ledger.run.Run;
import io.nightjar.ledger.run.RunRecorder;
import io.nightjar.ledger.run.RunTrigger;
import io.nightjar.web.problem.ApiClient;
import io.nightjar.web.problem.ApiClient.Answer;
import io.nightjar.web.problem.WebTest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

@WebTest
class PingTest {

  private static final String KEY = "/ping/ping-key-of-early-88aa";
  private static final Instant MIDNIGHT = Instant.parse("2026-01-22T00:00:00Z");

  @Autowired
  private ApiClient api;

  @Autowired
  private RunRecorder runs;

  @Autowired
  private SettableClock clock;

  @Autowired
  private RateLimit rateLimit;

  @BeforeEach
  void fill_the_bucket() {
    rateLimit.take("early", START.plus(Duration.ofDays(1)));
  }

  private Run only() {
    assertThat(runs.history("early", null, 10)).hasSize(1);
    return runs.history("early", null, 10).get(0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "HEAD", "POST"})
  void a_ping_is_a_success_by_each_method(String method) {
    Answer answer = api.send(method, KEY, BodyPublishers.noBody());

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo(method.equals("HEAD") ? "" : "OK");
    assertThat(answer.header("Content-Type")).startsWith("text/plain");
    assertThat(answer.header("Ping-Body-Limit")).isEqualTo("10000");
    assertThat(only().outcome()).isEqualTo(Outcome.SUCCEEDED);
    assertThat(only().occurrence()).isEqualTo(MIDNIGHT);
    assertThat(only().trigger()).isEqualTo(RunTrigger.EXTERNAL);
  }

  @ParameterizedTest(name = "{0}: {1}, exit status {2}")
  @CsvSource({"/fail, FAILED,", "/0, SUCCEEDED, 0", "/3, FAILED, 3", "/255, FAILED, 255"})
  void the_end_of_the_address_says_how_the_run_ended(
      String end, Outcome outcome, Integer exitStatus) {
    api.get(KEY + "/start");
    clock.advance(Duration.ofSeconds(90));

    assertThat(api.get(KEY + end).body()).isEqualTo("OK");

    assertThat(only().outcome()).isEqualTo(outcome);
    assertThat(only().finish().exitStatus()).isEqualTo(exitStatus);
    assertThat(only().duration()).isEqualTo(Duration.ofSeconds(90));
  }

  @Test
  void a_body_is_kept_also_when_it_is_sent_as_a_form_as_curl_does() {
    String rid = UUID.randomUUID().toString();
    api.with("Content-Type", "application/x-www-form-urlencoded")
        .send("POST", KEY + "/fail?rid=" + rid, BodyPublishers.ofString("disk=full&at=/var"));

    assertThat(only().finish().excerpt()).isEqualTo("disk=full&at=/var");
  }

  @Test
  @Provokes(Fault.W13)
  void a_body_in_parts_and_of_any_length_never_costs_the_ping() {
    Answer answer = api.with("Content-Type", "multipart/form-data; boundary=x")
        .send("POST", KEY, BodyPublishers.ofString("--x\r\n" + "é".repeat(300_000)));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(only().outcome()).isEqualTo(Outcome.SUCCEEDED);
    FaultBook.room(Fault.W13).so("a body of any length is cut at a character, and the ping counts");
  }

  @Test
  void rids_tell_overlapping_runs_apart() {
    String first = UUID.randomUUID().toString();
    String second = UUID.randomUUID().toString();
    api.get(KEY + "/start?rid=" + first);
    api.get(KEY + "/start?rid=" + second);
    api.get(KEY + "/7?rid=" + first);

    assertThat(runs.history("early", null, 10))
        .extracting(Run::outcome)
        .containsExactlyInAnyOrder(Outcome.FAILED, null);
  }

  @Test
  void a_call_back_with_the_id_of_a_run_finishes_that_run() {
    UUID run = runs.fire("early", MIDNIGHT, RunTrigger.SCHEDULE, UUID.randomUUID(), START)
        .orElseThrow()
        .id();

    assertThat(api.post(KEY + "?rid=" + run).status()).isEqualTo(200);

    assertThat(only().id()).isEqualTo(run);
    assertThat(only().outcome()).isEqualTo(Outcome.SUCCEEDED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "?rid=",
        "?rid=1",
        "?rid=1-1-1-1-1",
        "?a=b&rid=zzzzzzzz-0000-0000-0000-000000000000"
      })
  void a_malformed_rid_is_refused(String query) {
    Answer answer = api.get(KEY + query);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).contains("rid is not a UUID");
    assertThat(runs.history("early", null, 10)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/ping",
        "/ping/",
        "/ping/wrong",
        "/ping/wrong/start",
        "/ping/wrong/1",
        KEY + "/nothing",
        KEY + "/256",
        KEY + "/start/more",
        KEY + "/start/more/still"
      })
  void what_is_no_ping_is_not_found_and_its_address_not_repeated(String path) {
    Answer answer = api.get(path);

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.body()).isEqualTo("not found");
    assertThat(runs.history("early", null, 10)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"PUT", "DELETE", "PATCH"})
  void another_method_is_not_allowed(String method) {
    Answer answer = api.send(method, KEY, BodyPublishers.noBody());

    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.header("Allow")).isEqualTo("GET, HEAD, POST");
    assertThat(answer.body()).doesNotContain("88aa");
  }

  @Test
  @Provokes(Fault.W13)
  void a_flood_is_told_when_to_come_again_and_a_second_later_may() {
    for (int i = 0; i < RateLimit.BURST; i++) {
      assertThat(api.get(KEY + "/log").status()).isEqualTo(200);
    }
    Answer answer = api.get(KEY);
    assertThat(answer.status()).isEqualTo(429);
    assertThat(answer.header("Retry-After")).isEqualTo("1");

    clock.advance(Duration.ofSeconds(1));
    assertThat(api.get(KEY).status()).isEqualTo(200);
    FaultBook.room(Fault.W13).so("429 with Retry-After after 60 at once, for that key alone");
  }
}
