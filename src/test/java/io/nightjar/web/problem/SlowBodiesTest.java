package io.nightjar.web.problem;

import static io.nightjar.web.problem.WebFixture.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.SettableClock;
import io.nightjar.fault.Fault;
import io.nightjar.fault.FaultBook;
import io.nightjar.fault.Provokes;
import io.nightjar.ledger.run.Outcome;
import io.nightjar.ledger.run.Run;
import io.nightjar.ledger.run.RunRecorder;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Callers whose bodies never end take no thread from those who ask for health or ping. */
@WebTest
class SlowBodiesTest {

  private static final String UNFINISHED = "Content-Length: 9000\r\n";
  private static final String ENDLESS =
      "Content-Type: application/x-www-form-urlencoded\r\nTransfer-Encoding: chunked\r\n";
  private static final String KEY = "/ping/ping-key-of-early-88aa";
  private static final String FORGED = "X-Slack-Request-Timestamp: " + START.getEpochSecond()
      + "\r\nX-Slack-Signature: v0=" + "0".repeat(64) + "\r\n";

  private static int testsBefore;

  private final List<RawConnection> open = new ArrayList<>();

  @Autowired
  private ApiClient api;

  @Autowired
  private RunRecorder runs;

  @Autowired
  private SettableClock clock;

  /** Each test has a full bucket of pings. */
  @BeforeEach
  void later() {
    clock.set(START.plus(Duration.ofMinutes(2L + 2L * testsBefore++)));
  }

  @AfterEach
  void hang_up() {
    open.forEach(RawConnection::close);
  }

  private RawConnection slow(String firstLine, String headers) {
    RawConnection call = RawConnection.open(
        api.port(), firstLine, headers, headers.contains(UNFINISHED) ? "abc" : "3\r\nabc\r\n");
    open.add(call);
    return call;
  }

  private String liveness() throws IOException {
    try (RawConnection call = RawConnection.open(
        api.port(), "GET /actuator/health/liveness", "Connection: close\r\n", "")) {
      return call.answer();
    }
  }

  @Test
  @Provokes(Fault.W15)
  void while_500_bodies_are_unfinished_liveness_answers_in_a_second_and_a_ping_is_recorded()
      throws Exception {
    for (int i = 0; i < 50; i++) {
      for (String headers : List.of(UNFINISHED, ENDLESS)) {
        slow("POST /ping/zzz", headers);
        slow("POST /slack/commands", FORGED + headers);
        slow("POST /api/mutes", headers);
        slow("PUT /x", headers);
        slow("POST " + KEY + "/log", headers);
      }
    }
    assertThat(liveness()).as("all of them have been accepted").startsWith("HTTP/1.1 200");

    Instant asked = Instant.now();
    assertThat(liveness()).startsWith("HTTP/1.1 200").contains("UP");
    FaultBook.room(Fault.W15)
        .said(
            "liveness answers while 500 bodies are incomplete",
            asked,
            Instant.now(),
            Duration.ofSeconds(1));
    // Another job's key: that of the slow ones is beyond its rate.
    assertThat(api.post("/ping/ping-key-of-elsewhere-51d0").status()).isEqualTo(200);
    assertThat(runs.history("elsewhere", null, 10))
        .extracting(Run::outcome)
        .containsExactly(Outcome.SUCCEEDED);
    FaultBook.room(Fault.W15).so("a real ping is recorded while 500 bodies are incomplete");
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "POST /ping/zzz, 404",
    "POST /slack/commands, 401",
    "POST /api/mutes, 401",
    "PUT /x, 401",
    "GET /api/jobs, 401",
    "DELETE /, 404"
  })
  void who_is_refused_is_answered_and_hung_up_on_while_the_body_is_unfinished(
      String call, int status) throws Exception {
    for (String headers : List.of(UNFINISHED, ENDLESS)) {
      // More than are read on with: those are hung up on once they have had their time.
      for (int i = 0; i < 8; i++) {
        assertThat(slow(call, headers).status()).isEqualTo(status);
      }
      assertThat(slow(call, headers).answer()).startsWith("HTTP/1.1 " + status);
    }
  }

  @Test
  void a_ping_whose_body_stops_counts_without_it_and_is_told_so() throws Exception {
    assertThat(slow("POST " + KEY, UNFINISHED).status()).isEqualTo(408);
    assertThat(runs.history("early", null, 10))
        .extracting(Run::outcome)
        .containsExactly(Outcome.SUCCEEDED);
  }
}
