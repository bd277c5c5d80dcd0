package io.nightjar.notification.slack;

import static io.nightjar.notification.slack.Slacks.MESSAGE;
import static io.nightjar.notification.slack.Slacks.delivery;
import static io.nightjar.notification.slack.Slacks.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.notification.Delivery;
import io.nightjar.notification.DeliveryException.Kind;
import io.nightjar.notification.DeliveryLookup;
import io.nightjar.notification.DeliveryLookup.Result;
import io.nightjar.notification.DeliveryReceipt;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SlackSearchTest {

  private static final Instant NOW = Instant.parse("2026-01-22T00:10:00.5Z");

  private final SlackStandIn slack = SlackStandIn.start("#monitoring-prod", "#sync");
  private final SlackChannel channel = Slacks.channel(slack);

  @BeforeEach
  void setClock() {
    slack.setClock(Clock.fixed(NOW, ZoneOffset.UTC));
  }

  @AfterEach
  void close() {
    slack.close();
  }

  @Test
  void a_message_that_was_posted_without_an_answer_is_found() {
    Delivery lost = lost("#sync", null);

    assertThat(channel.find(lost, NOW)).isEqualTo(found(slack.messages("#sync").get(0)));
    assertThat(slack.complaints()).isEmpty();
  }

  @Test
  void one_that_was_not_posted_is_absent() {
    channel.deliver(delivery("#sync", null));

    assertThat(channel.find(delivery("#sync", null), NOW)).isEqualTo(DeliveryLookup.ABSENT);
  }

  @Test
  void a_reply_is_found_in_its_thread_shown_to_the_channel_or_not() {
    DeliveryReceipt first = channel.deliver(delivery("#sync", null));
    Delivery quiet = lost(first.destination(), first.reference());
    Delivery urgent = delivery(first.destination(), first.reference(), MESSAGE.louder(List.of()));
    channel.deliver(urgent);

    assertThat(channel.find(quiet, NOW)).isEqualTo(found(slack.messages("#sync").get(1)));
    assertThat(channel.find(urgent, NOW))
        .isEqualTo(found(slack.messages("#sync").get(2)));
    assertThat(channel.find(delivery(first.destination(), first.reference()), NOW))
        .isEqualTo(DeliveryLookup.ABSENT);
  }

  @Test
  void a_reply_that_was_said_beside_a_lost_thread_is_found_there() {
    Delivery reply = delivery("#sync", "1111111111.000001");
    DeliveryReceipt receipt = channel.deliver(reply);

    assertThat(channel.find(reply, NOW)).isEqualTo(DeliveryLookup.found(receipt));
  }

  @ParameterizedTest(name = "posted {0} before it was first tried, by Slack's clock: {1}")
  @CsvSource({"PT0S, FOUND", "PT59S, FOUND", "PT1M1S, ABSENT"})
  void clocks_may_differ_by_a_minute(Duration before, Result result) {
    Delivery lost = lost("#sync", null);

    assertThat(channel.find(lost, NOW.plus(before)).result()).isEqualTo(result);
  }

  @Test
  void every_page_is_read_before_it_says_absent() {
    slack.setPageSize(2);
    Delivery lost = lost("#sync", null);
    for (int i = 0; i < 7; i++) {
      channel.deliver(delivery("#sync", null));
    }

    assertThat(channel.find(lost, NOW).result()).isEqualTo(Result.FOUND);
    assertThat(channel.find(delivery("#sync", null), NOW)).isEqualTo(DeliveryLookup.ABSENT);
  }

  @Test
  void when_there_is_too_much_to_read_it_does_not_know() {
    slack.setPageSize(1);
    Delivery lost = lost("#sync", null);
    for (int i = 0; i < 5; i++) {
      channel.deliver(delivery("#sync", null));
    }

    assertThat(channel.find(lost, NOW)).isEqualTo(DeliveryLookup.UNKNOWN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"missing_scope", "not_in_channel", "not_allowed_token_type", "access_denied"})
  void where_it_may_not_look_it_does_not_know(String error) {
    Delivery lost = lost("#sync", null);
    slack.answerAlwaysOf("conversations.history", Answer.refusal(error));

    assertThat(channel.find(lost, NOW)).isEqualTo(DeliveryLookup.UNKNOWN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"invalid_auth", "token_revoked"})
  void what_ails_every_call_is_asked_again(String error) {
    Delivery lost = lost("#sync", null);
    slack.answerNextOf("conversations.history", Answer.refusal(error));

    assertThat(failure(() -> channel.find(lost, NOW)).kind()).isEqualTo(Kind.PERMANENT);
    assertThat(channel.find(lost, NOW).result()).isEqualTo(Result.FOUND);
  }

  @Test
  void what_passes_is_asked_again_as_late_as_slack_says() {
    Delivery lost = lost("#sync", null);
    slack.answerNextOf(
        "conversations.history",
        Answer.tooMany("ratelimited", 60),
        Answer.refusal("internal_error"),
        Answer.status(503),
        Answer.cut());

    assertThat(failure(() -> channel.find(lost, NOW)))
        .matches(e -> e.kind() == Kind.TRANSIENT)
        .matches(e -> Duration.ofSeconds(60).equals(e.retryAfter()));
    for (int i = 0; i < 3; i++) {
      assertThat(failure(() -> channel.find(lost, NOW)).kind()).isEqualTo(Kind.TRANSIENT);
    }
    assertThat(channel.find(lost, NOW).result()).isEqualTo(Result.FOUND);
  }

  @Test
  void an_answer_that_is_not_slacks_does_not_hold_the_message_up() {
    Delivery lost = lost("#sync", null);
    slack.answerNextOf("conversations.history", Answer.body("<html>"), Answer.status(404));

    assertThat(channel.find(lost, NOW)).isEqualTo(DeliveryLookup.UNKNOWN);
    assertThat(channel.find(lost, NOW)).isEqualTo(DeliveryLookup.UNKNOWN);
  }

  @Test
  void after_a_restart_the_id_of_the_channel_is_learnt_from_the_list_of_channels() {
    slack.setPageSize(1);
    Delivery lost = lost("#sync", null);

    assertThat(Slacks.channel(slack).find(lost, NOW).result()).isEqualTo(Result.FOUND);
  }

  @Test
  void private_channels_need_a_scope_of_their_own() {
    Delivery lost = lost("#sync", null);
    slack.answerNextOf("users.conversations", Answer.refusal("missing_scope"));

    assertThat(Slacks.channel(slack).find(lost, NOW).result()).isEqualTo(Result.FOUND);
  }

  @Test
  void without_that_list_only_a_channel_in_which_something_was_confirmed_can_be_searched() {
    Delivery lost = lost("#sync", null);
    slack.answerAlwaysOf("users.conversations", Answer.refusal("missing_scope"));
    SlackChannel restarted = Slacks.channel(slack);

    assertThat(restarted.find(lost, NOW)).isEqualTo(DeliveryLookup.UNKNOWN);
    restarted.deliver(delivery("#sync", null));
    assertThat(restarted.find(lost, NOW).result()).isEqualTo(Result.FOUND);
  }

  @Test
  void a_channel_in_which_the_app_is_not_cannot_be_searched() {
    assertThat(channel.find(delivery("#elsewhere", null), NOW)).isEqualTo(DeliveryLookup.UNKNOWN);
  }

  /** Slack posts it and its answer is lost. */
  private Delivery lost(String place, @Nullable String thread) {
    slack.answerNext(Answer.postThen(Answer.cut()));
    Delivery delivery = delivery(place, thread);
    assertThat(failure(() -> channel.deliver(delivery)).kind()).isEqualTo(Kind.UNCLEAR);
    return delivery;
  }

  private static DeliveryLookup found(Posted message) {
    return DeliveryLookup.found(new DeliveryReceipt(message.ts(), message.channelId()));
  }
}
