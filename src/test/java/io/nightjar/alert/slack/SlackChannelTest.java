package io.nightjar.alert.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.slack.api.Slack;
import com.slack.api.SlackConfig;
import io.nightjar.alert.Delivery;
import io.nightjar.alert.DeliveryException;
import io.nightjar.alert.DeliveryException.Kind;
import io.nightjar.alert.Message;
import io.nightjar.alert.Message.Fact;
import io.nightjar.alert.Message.Link;
import io.nightjar.alert.Message.Tone;
import io.nightjar.alert.Receipt;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
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
class SlackChannelTest {

  private static final SlackTimeouts IMPATIENT =
      new SlackTimeouts(Duration.ofSeconds(5), Duration.ofMillis(300), Duration.ofSeconds(20));
  private static final Message MESSAGE = new Message(
      Tone.BAD,
      "personOwnerRebuildJob did not start [prod]",
      List.of(new Fact("Owner", "@sync-team"), new Fact("Cause", "a < b & <!channel>\nat line 2")),
      List.of(new Link("Runbook", "https://runbooks.example/sync?a=1&b=2")));

  private final SlackStandIn slack = SlackStandIn.start("#monitoring-prod", "#sync");
  private final SlackChannel channel = channel(SlackStandIn.TOKEN, "#monitoring-prod");

  @AfterEach
  void close() {
    slack.close();
  }

  @Test
  void a_message_arrives_as_header_facts_and_links_with_its_identity() {
    UUID id = UUID.randomUUID();

    Receipt receipt = channel.deliver(new Delivery(id, "#sync", null, MESSAGE));

    Posted posted = slack.messages("#sync").get(0);
    assertThat(receipt).isEqualTo(new Receipt(posted.ts(), posted.channelId()));
    assertThat(posted.notification()).isEqualTo(id);
    assertThat(posted.asText()).isEqualTo("""
            🔴 personOwnerRebuildJob did not start [prod]
            *Owner:* @sync-team
            *Cause:* a < b & <!channel>
            >at line 2
            Runbook (https://runbooks.example/sync?a=1&b=2)""");
    assertThat(posted.text())
        .startsWith("🔴 personOwnerRebuildJob did not start [prod]\nOwner: @sync-team");
    assertThat(slack.complaints()).isEmpty();
  }

  @Test
  void a_reply_goes_into_the_thread() {
    Receipt first = channel.deliver(delivery("#sync", null));

    channel.deliver(delivery(first.destination(), first.reference()));

    assertThat(slack.messages("#sync").get(1).threadTs()).isEqualTo(first.reference());
    assertThat(slack.complaints()).isEmpty();
  }

  @Test
  void a_reply_to_a_message_that_somebody_removed_is_said_beside_the_thread() {
    channel.deliver(delivery("#sync", "1111111111.000001"));

    assertThat(slack.messages("#sync")).singleElement().matches(message -> !message.isReply());
  }

  @Test
  void an_empty_place_is_the_default_channel() {
    channel.deliver(delivery("", null));

    assertThat(slack.messages("#monitoring-prod")).hasSize(1);
  }

  @Test
  void without_a_token_or_a_channel_it_refuses_with_the_remedy_and_asks_nobody() {
    SlackChannel noToken = channel(" ", "#sync");
    SlackChannel noChannel = channel(SlackStandIn.TOKEN, "");

    assertThat(noToken.isConfigured()).isFalse();
    assertThat(failure(noToken, "#sync"))
        .matches(e -> e.kind() == Kind.PERMANENT)
        .hasMessage("no Slack token is configured: set nightjar.slack.token");
    assertThat(failure(noChannel, ""))
        .matches(e -> e.kind() == Kind.PERMANENT)
        .hasMessage("no Slack channel is configured: set nightjar.slack.channel");
    assertThat(slack.requests()).isZero();
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
    "a_new_one, PERMANENT",
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

  @Test
  void the_settings_do_not_print_their_secrets_and_refuse_a_token_no_header_can_hold() {
    assertThat(new SlackSettings("xoxb-1", "#a", "https://slack.com/api", "s3cret"))
        .hasToString("SlackSettings[channel=#a, apiUrl=https://slack.com/api/]");
    assertThatThrownBy(
            () -> new SlackSettings("xoxb-1\nxoxb-2", "#a", "https://slack.com/api/", ""))
        .hasMessageContaining("nightjar.slack.token")
        .hasMessageNotContaining("xoxb");
  }

  @ParameterizedTest
  @ValueSource(strings = {"slack.com/api", "ftp://slack.com/api", "https://", "http://bad host/"})
  void a_wrong_address_of_slack_is_refused_with_key_value_and_remedy(String url) {
    assertThatThrownBy(() -> new SlackSettings("xoxb-1", "#a", url, ""))
        .hasMessageContaining("nightjar.slack.api-url")
        .hasMessageContaining("'" + url + "'")
        .hasMessageContaining("https://slack.com/api/");
  }

  static LongStream seeds() {
    return LongStream.range(0, 150);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void whatever_a_job_says_slack_accepts_it_and_it_calls_nobody(long seed) {
    Message message = new RandomText(seed).message();

    channel.deliver(new Delivery(UUID.randomUUID(), "#sync", null, message));

    assertThat(slack.messages("#sync")).hasSize(1);
    assertThat(slack.complaints()).isEmpty();
  }

  @Test
  void a_long_excerpt_gives_way_before_the_command_that_runs_the_job_again() {
    String remedy =
        "curl -X POST -H \"Authorization: Bearer $NIGHTJAR_TOKEN\" https://nightjar.example/"
            + "x".repeat(250);
    List<Fact> facts = List.of(
        new Fact("Its last words", "<>&\n".repeat(500)),
        new Fact("What to do", remedy),
        new Fact("Owner", "@sync-team"));

    channel.deliver(new Delivery(
        UUID.randomUUID(), "#sync", null, new Message(Tone.BAD, "failed", facts, MESSAGE.links())));

    assertThat(slack.messages("#sync").get(0).asText())
        .contains("*What to do:* " + remedy + "\n*Owner:* @sync-team", "…");
    assertThat(slack.complaints()).isEmpty();
  }

  @Test
  void what_does_not_fit_is_counted_and_links_are_kept() {
    List<Fact> facts = IntStream.range(0, 30)
        .mapToObj(i -> new Fact("Fact " + i, "x".repeat(200)))
        .toList();
    Message message = new Message(Tone.BAD, "h".repeat(400), facts, MESSAGE.links());

    channel.deliver(new Delivery(UUID.randomUUID(), "#sync", null, message));

    assertThat(slack.messages("#sync").get(0).asText())
        .containsPattern("\\+\\d+ more")
        .contains("Runbook (https://runbooks.example/sync?a=1&b=2)");
    assertThat(slack.complaints()).isEmpty();
  }

  @Test
  void slack_can_be_asked_later_what_was_posted() throws Exception {
    Receipt first = channel.deliver(delivery("#sync", null));
    channel.deliver(delivery(first.destination(), first.reference()));
    SlackConfig config = new SlackConfig();
    config.setMethodsEndpointUrlPrefix(slack.apiUrl());
    config.setStatsEnabled(false);
    config.getMethodsConfig().setStatsEnabled(false);

    var history = Slack.getInstance(config)
        .methods(SlackStandIn.TOKEN)
        .conversationsHistory(r -> r.channel(first.destination()).includeAllMetadata(true));

    assertThat(history.getMessages()).singleElement().satisfies(message -> {
      assertThat(message.getTs()).isEqualTo(first.reference());
      assertThat(message.getMetadata().getEventType()).isEqualTo(SlackChannel.METADATA);
      assertThat(message.getMetadata().getEventPayload()).containsKey("notification");
    });
  }

  private SlackChannel channel(String token, String defaultChannel) {
    return new SlackChannel(
        new SlackSettings(token, defaultChannel, slack.apiUrl(), ""), SlackTimeouts.DEFAULT);
  }

  private SlackChannel waitingFor(Answer answer) {
    return answer.isSilence()
        ? new SlackChannel(new SlackSettings(SlackStandIn.TOKEN, "", slack.apiUrl(), ""), IMPATIENT)
        : channel;
  }

  private static Delivery delivery(String place, @Nullable String thread) {
    return new Delivery(UUID.randomUUID(), place, thread, MESSAGE);
  }

  private static DeliveryException failure(SlackChannel channel, String place) {
    return catchThrowableOfType(
        DeliveryException.class, () -> channel.deliver(delivery(place, null)));
  }
}
