package io.nightjar.notification.slack;

import static io.nightjar.notification.slack.Slacks.delivery;
import static io.nightjar.notification.slack.Slacks.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.notification.DeliveryException;
import io.nightjar.notification.DeliveryException.Kind;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class SlackOutcomeTest {

  private final SlackStandIn slack = SlackStandIn.start("#monitoring-prod", "#sync");
  private final SlackChannel channel = Slacks.channel(slack);

  @AfterEach
  void close() {
    slack.close();
  }

  @ParameterizedTest
  @CsvSource({
    "invalid_auth, PERMANENT",
    "account_inactive, PERMANENT",
    "token_revoked, PERMANENT",
    "token_expired, PERMANENT",
    "missing_scope, PERMANENT",
    "is_archived, PERMANENT",
    "not_in_channel, PERMANENT",
    "channel_not_found, PERMANENT",
    "restricted_action, PERMANENT",
    "org_login_required, PERMANENT",
    "ratelimited, TRANSIENT",
    "rate_limited, TRANSIENT",
    "service_unavailable, TRANSIENT",
    "fatal_error, UNCLEAR",
    "internal_error, UNCLEAR"
  })
  void ok_false_is_never_taken_for_delivered(String error, Kind kind) {
    slack.answerNext(Answer.refusal(error));

    assertThat(failure(channel, "#sync"))
        .matches(e -> e.kind() == kind)
        .hasMessageContaining(error);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ratelimited", "rate_limited"})
  void too_many_requests_wait_as_long_as_slack_says(String spelling) {
    slack.answerNext(Answer.tooMany(spelling, 30));

    assertThat(failure(channel, "#sync"))
        .matches(e -> e.kind() == Kind.TRANSIENT)
        .extracting(DeliveryException::retryAfter)
        .isEqualTo(Duration.ofSeconds(30));
    assertThat(slack.requests()).isEqualTo(1);
  }

  static Stream<Arguments> otherAnswers() {
    return Stream.of(
        Arguments.of("a bare 429", Answer.status(429), Kind.TRANSIENT),
        Arguments.of("a bare 500", Answer.status(500), Kind.TRANSIENT),
        Arguments.of("a bare 503", Answer.status(503), Kind.TRANSIENT),
        Arguments.of(
            "a 408, which an HTTP client may repeat by itself", Answer.status(408), Kind.TRANSIENT),
        Arguments.of("a gateway that waited in vain", Answer.status(504), Kind.UNCLEAR),
        Arguments.of("a wrong address", Answer.status(404), Kind.PERMANENT),
        Arguments.of("a redirect", Answer.status(302), Kind.PERMANENT),
        Arguments.of("a page of a proxy", Answer.body("<html>log in</html>"), Kind.UNCLEAR),
        Arguments.of("half an answer", Answer.body("{\"ok\":tr"), Kind.UNCLEAR),
        Arguments.of("an empty answer", Answer.body(""), Kind.UNCLEAR),
        Arguments.of("an answer without ok", Answer.body("{}"), Kind.PERMANENT),
        Arguments.of("a list", Answer.body("[]"), Kind.UNCLEAR),
        Arguments.of("a cut connection", Answer.cut(), Kind.UNCLEAR),
        Arguments.of("no answer", Answer.silence(), Kind.UNCLEAR),
        Arguments.of("posted, no answer", Answer.postThenSilence(), Kind.UNCLEAR));
  }

  @ParameterizedTest(name = "{0}: {2}")
  @MethodSource("otherAnswers")
  void other_answers_are_told_apart_and_each_request_is_sent_once(
      String name, Answer answer, Kind kind) {
    slack.answerNext(answer);

    assertThat(failure(waitingFor(answer), "#sync").kind()).isEqualTo(kind);
    assertThat(slack.requests()).isEqualTo(1);
  }

  @Test
  void a_connection_that_is_refused_has_delivered_nothing() {
    slack.close();

    assertThat(failure(channel, "#sync"))
        .matches(e -> e.kind() == Kind.TRANSIENT)
        .hasMessageContaining("cannot reach http://127.0.0.1");
  }

  @Test
  void the_token_is_in_no_text_and_no_log_not_even_at_trace(CapturedOutput output) {
    LoggingSystem logging = LoggingSystem.get(getClass().getClassLoader());
    logging.setLogLevel("com.slack.api", LogLevel.TRACE);
    logging.setLogLevel("okhttp3", LogLevel.TRACE);
    try {
      channel.deliver(delivery("#sync", null));
      otherAnswers().map(arguments -> (Answer) arguments.get()[1]).forEach(answer -> {
        slack.answerNext(answer);
        DeliveryException problem = failure(waitingFor(answer), "#sync");
        assertThat(problem).hasNoCause().hasMessageNotContaining("xoxb");
        assertThat(problem.toString()).doesNotContain("xoxb");
      });
      slack.close();
      assertThat(failure(channel, "#sync").toString()).doesNotContain("xoxb");
    } finally {
      logging.setLogLevel("com.slack.api", null);
      logging.setLogLevel("okhttp3", null);
    }
    assertThat(output).doesNotContain("xoxb");
  }

  private SlackChannel waitingFor(Answer answer) {
    return answer.isSilence() ? Slacks.impatient(slack) : channel;
  }
}
