package io.nightjar.notification.slack;

import static io.nightjar.notification.slack.Slacks.MESSAGE;
import static io.nightjar.notification.slack.Slacks.delivery;
import static io.nightjar.notification.slack.Slacks.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.notification.Delivery;
import io.nightjar.notification.DeliveryException.Kind;
import io.nightjar.notification.DeliveryReceipt;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SlackChannelTest {

  private final SlackStandIn slack = SlackStandIn.start("#monitoring-prod", "#sync");
  private final SlackChannel channel = Slacks.channel(slack);

  @AfterEach
  void close() {
    slack.close();
  }

  @Test
  void a_message_arrives_as_header_facts_and_links_with_its_identity() {
    UUID id = UUID.randomUUID();

    DeliveryReceipt receipt = channel.deliver(new Delivery(id, "#sync", null, MESSAGE));

    Posted posted = slack.messages("#sync").get(0);
    assertThat(receipt).isEqualTo(new DeliveryReceipt(posted.ts(), posted.channelId()));
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
    DeliveryReceipt first = channel.deliver(delivery("#sync", null));

    channel.deliver(delivery(first.destination(), first.reference()));

    assertThat(slack.messages("#sync").get(1).threadTs()).isEqualTo(first.reference());
    assertThat(slack.messages("#sync").get(1).broadcast()).isFalse();
    assertThat(slack.complaints()).isEmpty();
  }

  @Test
  void a_loud_reply_is_shown_to_the_channel_too_and_a_loud_first_message_needs_no_such_thing() {
    DeliveryReceipt first = channel.deliver(delivery("#sync", null, MESSAGE.louder(List.of())));
    channel.deliver(delivery(first.destination(), first.reference(), MESSAGE.louder(List.of())));

    assertThat(slack.messages("#sync")).extracting(Posted::broadcast).containsExactly(false, true);
    assertThat(slack.complaints()).isEmpty();
  }

  @Test
  void a_reply_to_a_message_that_somebody_removed_is_said_beside_the_thread() {
    DeliveryReceipt first = channel.deliver(delivery("#sync", null));
    slack.remove(String.valueOf(first.reference()));

    channel.deliver(delivery(first.destination(), first.reference(), MESSAGE.louder(List.of())));

    assertThat(slack.present("#sync"))
        .singleElement()
        .matches(message -> !message.isReply() && !message.broadcast());
  }

  @Test
  void an_empty_place_is_the_default_channel() {
    channel.deliver(delivery("", null));

    assertThat(slack.messages("#monitoring-prod")).hasSize(1);
  }

  @Test
  void without_a_token_or_a_channel_it_refuses_with_the_remedy_and_asks_nobody() {
    SlackChannel noToken = Slacks.channel(Slacks.settings(" ", "#sync", slack.apiUrl()));
    SlackChannel noChannel =
        Slacks.channel(Slacks.settings(SlackStandIn.TOKEN, "", slack.apiUrl()));

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
  @ValueSource(
      strings = {
        "invalid_blocks",
        "invalid_blocks_format",
        "msg_blocks_too_long",
        "msg_too_long",
        "invalid_metadata_format"
      })
  void what_slack_refuses_for_its_content_is_said_in_plain_words(String error) {
    slack.answerNext(Answer.refusal(error));

    DeliveryReceipt receipt = channel.deliver(delivery("#sync", null));

    assertThat(slack.requests()).isEqualTo(2);
    assertThat(slack.messages("#sync")).singleElement().satisfies(message -> {
      assertThat(message.ts()).isEqualTo(receipt.reference());
      assertThat(message.blocks()).isEmpty();
      assertThat(message.text())
          .isEqualTo("🔴 personOwnerRebuildJob did not start [prod]\n"
              + "Slack refused the rest of this message.");
      assertThat(message.metadata().isEmpty()).isEqualTo(error.contains("metadata"));
    });
  }

  @Test
  void a_reply_that_is_refused_twice_still_goes_where_it_can() {
    slack.answerNext(Answer.refusal("thread_not_found"), Answer.refusal("invalid_blocks"));

    channel.deliver(delivery("#sync", "1111111111.000001"));

    assertThat(slack.messages("#sync")).singleElement().matches(message -> !message.isReply());
    assertThat(slack.requests()).isEqualTo(3);
  }

  @Test
  void content_that_is_refused_in_plain_words_too_is_said_in_a_line_without_it() {
    slack.answerNext(Answer.refusal("invalid_blocks"), Answer.refusal("msg_too_long"));
    Delivery delivery = delivery("#sync", null);

    channel.deliver(delivery);

    assertThat(slack.messages("#sync")).singleElement().satisfies(message -> {
      assertThat(message.blocks()).isEmpty();
      assertThat(message.text())
          .isEqualTo("🔴 Nightjar has a message that Slack refuses. Read it in Nightjar:"
              + " /api/notifications/" + delivery.notification());
      assertThat(message.notification()).isEqualTo(delivery.notification());
    });
  }

  @ParameterizedTest
  @ValueSource(strings = {"msg_too_long", "a_new_one"})
  void content_that_is_refused_in_any_form_is_this_messages_own(String error) {
    slack.answerAlways(Answer.refusal(error));

    assertThat(failure(channel, "#sync"))
        .matches(e -> e.kind() == Kind.CONTENT)
        .hasMessageContaining(error);
    assertThat(slack.requests()).isEqualTo(3);
  }

  @Test
  void a_message_has_a_link_while_it_is_there() {
    DeliveryReceipt receipt = channel.deliver(delivery("#sync", null));

    assertThat(channel.permalink(receipt))
        .isEqualTo("https://nightjar-stand-in.slack.com/archives/" + receipt.destination() + "/p"
            + String.valueOf(receipt.reference()).replace(".", ""));

    slack.answerNextOf("chat.getPermalink", Answer.refusal("invalid_auth"), Answer.status(500));
    assertThat(channel.permalink(receipt)).isNull();
    assertThat(channel.permalink(receipt)).isNull();
    slack.remove(String.valueOf(receipt.reference()));
    assertThat(channel.permalink(receipt)).isNull();
    assertThat(channel.permalink(new DeliveryReceipt(null, "#sync"))).isNull();
    slack.close();
    assertThat(channel.permalink(receipt)).isNull();
  }

  @ParameterizedTest(name = "{0} after the first: accepted {1}")
  @CsvSource({"PT0S, false", "PT0.899S, false", "PT0.9S, true", "PT1S, true"})
  void its_pace_is_what_slack_takes(Duration after, boolean accepted) {
    Instant start = Instant.parse("2026-01-22T00:10:00Z");
    slack.enforcePace();
    slack.setClock(Clock.fixed(start, ZoneOffset.UTC));
    channel.deliver(delivery("#sync", null));
    slack.setClock(Clock.fixed(start.plus(after), ZoneOffset.UTC));

    channel.deliver(delivery("#monitoring-prod", null));
    if (accepted) {
      channel.deliver(delivery("#sync", null));
    } else {
      assertThat(failure(channel, "#sync").retryAfter()).isEqualTo(Duration.ofSeconds(1));
    }
    assertThat(channel.pace()).isEqualTo(Duration.ofSeconds(1));
  }
}
