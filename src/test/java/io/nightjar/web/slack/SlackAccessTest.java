package io.nightjar.web.slack;

import static io.nightjar.web.problem.WebFixture.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightjar.ledger.run.RunRecorder;
import io.nightjar.notification.RequestVerifier;
import io.nightjar.web.problem.ApiClient;
import io.nightjar.web.problem.ApiClient.Answer;
import io.nightjar.web.problem.ApiProblem;
import io.nightjar.web.problem.WebFixture.RecordedReplies;
import io.nightjar.web.problem.WebTest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletRequest;

/** Who may do what from Slack, and what passes for Slack. */
@WebTest
class SlackAccessTest {

  private static final String PATH = "/slack/commands";

  @Autowired
  private ApiClient api;

  @Autowired
  private RecordedReplies replies;

  @Autowired
  private RunRecorder runs;

  @Autowired
  private SlackCommandExecutor console;

  private SignedSlackRequests slack;

  @BeforeEach
  void setUp() {
    slack = new SignedSlackRequests(api, START);
  }

  private int runsOfHere() {
    return runs.history("here", null, 10).size();
  }

  @ParameterizedTest(name = "signed {0} ago: {1}")
  @CsvSource({"PT0S, 200", "PT5M, 200", "PT-5M, 200", "PT5M1S, 401", "PT-5M-1S, 401", "PT24H, 401"})
  void what_was_signed_long_ago_may_be_sent_by_anybody(Duration age, int status) {
    Instant then = START.minus(age);
    String body = SignedSlackRequests.commandBody("U0ALICE", "rerun here", slack.fresh());

    Answer answer = slack.send(
        PATH,
        body,
        String.valueOf(then.getEpochSecond()),
        SignedSlackRequests.signature(body, then));

    assertThat(answer.status()).isEqualTo(status);
    if (status == 200) {
      assertThat(replies.next()).contains("here is re-run");
    }
    assertThat(runsOfHere()).isEqualTo(status == 200 ? 1 : 0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/slack/commands", "/slack/interactions"})
  void what_is_not_signed_by_slack_is_refused_and_not_read(String path) {
    String body = SignedSlackRequests.commandBody("U0ALICE", "rerun here", slack.fresh());
    String now = String.valueOf(START.getEpochSecond());

    Answer other = slack.send(path, body + "x", now, SignedSlackRequests.signature(body, START));

    assertThat(other.status()).isEqualTo(401);
    assertThat(other.header("Content-Type")).startsWith("application/problem+json");
    assertThat(slack.send(path, body, now, "v0=00").status()).isEqualTo(401);
    assertThat(slack
            .send(path, body, "soon", SignedSlackRequests.signature(body, START))
            .status())
        .isEqualTo(401);
    assertThat(api.as("admin").post(path).status()).isEqualTo(401);
    assertThat(runsOfHere()).isZero();
    assertThat(replies.isEmpty()).isTrue();
  }

  @Test
  void without_a_secret_nothing_is_taken_from_anybody() {
    RequestVerifier nobodys = new RequestVerifier() {
      @Override
      public boolean isConfigured() {
        return false;
      }

      @Override
      public boolean isGenuine(byte[] body, String timestamp, String signature, Instant now) {
        return true;
      }
    };
    SlackController controller =
        new SlackController(nobodys, console, Clock.fixed(START, ZoneOffset.UTC));

    assertThatThrownBy(() -> controller.command(new MockHttpServletRequest()))
        .isInstanceOfSatisfying(
            ApiProblem.class, it -> assertThat(it.status().value()).isEqualTo(404))
        .hasMessageContaining("nightjar.slack.signing-secret is not set");
  }

  @Test
  void who_is_not_known_is_told_so_with_what_to_configure() {
    assertThat(slack.command("U0MALLORY", "rerun here", slack.fresh()).status()).isEqualTo(200);

    assertThat(replies.next())
        .startsWith(SignedSlackRequests.RESPONSE_URL)
        .contains("does not know you")
        .contains("nightjar.security.slack-users")
        .contains("{id: U0MALLORY, name: ..., role: operator}");
    assertThat(runsOfHere()).isZero();
  }

  @Test
  void a_viewer_only_looks() {
    slack.command("U0VERA", "status", slack.fresh());
    assertThat(replies.next()).contains("[test] 4 jobs are watched; no open incidents.");

    slack.button("U0VERA", "nightjar_rerun", "here", slack.fresh());
    assertThat(replies.next())
        .contains(
            "Only an operator may do that, and nightjar.security.slack-users lists you as a viewer");
    assertThat(runsOfHere()).isZero();
  }

  @Test
  void slack_is_answered_at_once_however_long_it_takes() {
    replies.hold();
    try {
      Answer answer = slack.command("U0ALICE", "status", slack.fresh());
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.body()).isEmpty();
      assertThat(replies.isEmpty()).isTrue();
    } finally {
      replies.letGo();
    }
    assertThat(replies.next()).contains("jobs are watched");
  }

  @Test
  void more_than_can_wait_is_refused_and_may_be_tried_again() {
    int refused = 0;
    replies.hold();
    try {
      for (int i = 0; i < 60; i++) {
        refused += slack.command("U0ALICE", "status", "flood-" + i).status() == 503 ? 1 : 0;
      }
    } finally {
      replies.letGo();
    }
    assertThat(refused).isEqualTo(8);
    for (int i = 0; i < 52; i++) {
      replies.next();
    }
    assertThat(slack.command("U0ALICE", "status", "flood-59").status()).isEqualTo(200);
    assertThat(replies.next()).contains("jobs are watched");
  }

  @Test
  void a_body_that_is_too_large_is_refused() {
    assertThat(slack.signed(PATH, "text=" + "x".repeat(70_000)).status()).isEqualTo(413);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "payload=%7B",
        "payload=%7B%7D",
        "payload=%ZZ",
        "nothing=here",
        "payload=%7B%22actions%22%3A%5B%7B%22action_id%22%3A%22other_app%22%7D%5D%7D"
      })
  void what_is_signed_and_makes_no_sense_is_refused(String body) {
    assertThat(slack.signed("/slack/interactions", body).status()).isEqualTo(400);
  }
}
