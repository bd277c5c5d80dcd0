package io.nightjar.notification.slack;

import static io.nightjar.notification.slack.Slacks.ACTIONS;
import static io.nightjar.notification.slack.Slacks.MESSAGE;
import static io.nightjar.notification.slack.Slacks.delivery;
import static io.nightjar.notification.slack.Slacks.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.notification.DeliveryException;
import io.nightjar.notification.DeliveryException.Kind;
import io.nightjar.notification.DeliveryLookup;
import io.nightjar.notification.DeliveryReceipt;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SlackWebhookTest {

  private final SlackStandIn slack = SlackStandIn.start("#monitoring-prod", "#sync");
  private final SlackChannel channel = channel(slack.webhookUrl("#sync"), SlackTimeouts.DEFAULT);

  @AfterEach
  void close() {
    slack.close();
  }

  @Test
  void it_is_the_same_kind_of_channel_and_leads_to_one_place() {
    assertThat(channel.kind()).isEqualTo("slack");
    assertThat(channel.isConfigured()).isTrue();
    assertThat(channel.place("#another")).isEqualTo("#label");
    assertThat(channel.pace()).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void a_message_arrives_with_all_its_parts() {
    slack.allowMentions("<!here>");

    DeliveryReceipt receipt = channel.deliver(
        delivery("#label", "1.1", MESSAGE.withActions(ACTIONS).louder(List.of("<!here>"))));

    assertThat(receipt).isEqualTo(new DeliveryReceipt(null, "#label"));
    assertThat(slack.messages("#sync")).singleElement().satisfies(message -> {
      assertThat(message.asText())
          .startsWith(
              "<!here>\n🔴 personOwnerRebuildJob did not start [prod]\n*Owner:* @sync-team");
      assertThat(message.buttons()).hasSize(3);
      assertThat(message.isReply()).isFalse();
    });
    assertThat(slack.complaints()).isEmpty();
  }

  @Test
  void it_knows_no_threads_no_changes_no_look_up_and_no_links() {
    DeliveryReceipt receipt = channel.deliver(delivery("#label", null));

    assertThat(channel.canEdit()).isFalse();
    assertThat(failure(() -> channel.edit(delivery("#label", null), receipt)).kind())
        .isEqualTo(Kind.PERMANENT);
    assertThat(channel.find(delivery("#label", null), Instant.EPOCH))
        .isEqualTo(DeliveryLookup.UNKNOWN);
    assertThat(channel.permalink(receipt)).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "403, action_prohibited, PERMANENT, let the app post in the channel",
    "404, no_service, PERMANENT, set its address in nightjar.slack.webhook-url",
    "404, <html>, PERMANENT, set its address anew in nightjar.slack.webhook-url",
    "410, channel_is_archived, PERMANENT, out of the archive",
    "400, user_not_found, CONTENT, status 400",
    "302, , PERMANENT, status 302",
    "429, rate_limited, TRANSIENT, rate_limited",
    "500, rollup_error, TRANSIENT, status 500",
    "500, internal_error, UNCLEAR, internal_error",
    "503, down, TRANSIENT, status 503",
    "504, , UNCLEAR, status 504",
    "200, <html>log in</html>, UNCLEAR, not that of an incoming webhook",
    "204, , UNCLEAR, not that of an incoming webhook"
  })
  void answers_are_told_apart(int status, String body, Kind kind, String said) {
    slack.answerNext(Answer.webhook(status, body == null ? "" : body));

    assertThat(failure(channel, "#label"))
        .matches(e -> e.kind() == kind)
        .hasMessageContaining(said)
        .hasMessageNotContaining("<html>");
    assertThat(slack.requests()).isEqualTo(1);
  }

  @Test
  void too_many_requests_wait_as_long_as_slack_says() {
    slack.answerNext(Answer.webhookTooMany(30));

    assertThat(failure(channel, "#label"))
        .matches(e -> e.kind() == Kind.TRANSIENT)
        .matches(e -> Duration.ofSeconds(30).equals(e.retryAfter()));
  }

  @Test
  void what_slack_refuses_for_its_content_is_said_in_plain_words() {
    slack.answerNext(Answer.webhook(400, "invalid_payload"));

    channel.deliver(delivery("#label", null));

    assertThat(slack.messages("#sync"))
        .singleElement()
        .matches(message -> message.blocks().isEmpty());
  }

  static List<Answer> lost() {
    return List.of(Answer.silence(), Answer.postThenSilence(), Answer.cut());
  }

  @ParameterizedTest
  @MethodSource("lost")
  void without_an_answer_it_may_have_arrived_and_the_address_is_never_told(Answer answer) {
    slack.answerNext(answer);
    SlackChannel impatient = channel(slack.webhookUrl("#sync"), Slacks.IMPATIENT);

    DeliveryException problem = failure(impatient, "#label");

    assertThat(problem).matches(e -> e.kind() == Kind.UNCLEAR).hasNoCause();
    assertThat(problem.toString()).doesNotContain("services").doesNotContain("5ecret");
  }

  @Test
  void a_connection_that_is_refused_has_delivered_nothing() {
    slack.close();

    assertThat(failure(channel, "#label"))
        .matches(e -> e.kind() == Kind.TRANSIENT)
        .hasMessage("cannot reach 127.0.0.1 (ConnectException)");
  }

  private static SlackChannel channel(String webhookUrl, SlackTimeouts timeouts) {
    return new SlackChannel(
        Slacks.settings("", "#label", "https://slack.com/api/", "secret", webhookUrl)
            .mainPlace(),
        timeouts);
  }
}
