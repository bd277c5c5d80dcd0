package io.nightjar.notification.slack;

import static io.nightjar.notification.slack.Slacks.MESSAGE;
import static io.nightjar.notification.slack.Slacks.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.notification.Delivery;
import io.nightjar.notification.DeliveryException.Kind;
import io.nightjar.notification.DeliveryReceipt;
import io.nightjar.notification.Message.Status;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlackEditTest {

  private final SlackStandIn slack = SlackStandIn.start("#monitoring-prod", "#sync");
  private final SlackChannel channel = Slacks.channel(slack);
  private final UUID id = UUID.randomUUID();
  private final DeliveryReceipt sent = channel.deliver(delivery(Status.FIRING));

  @AfterEach
  void close() {
    slack.close();
  }

  @Test
  void a_message_is_changed_in_its_place_and_keeps_its_identity() {
    channel.edit(delivery(Status.RESOLVED), sent);

    assertThat(channel.canEdit()).isTrue();
    assertThat(slack.messages()).hasSize(1);
    assertThat(slack.present("#sync")).singleElement().satisfies(message -> {
      assertThat(message.ts()).isEqualTo(sent.reference());
      assertThat(message.text()).startsWith("🟢");
      assertThat(message.asText()).startsWith("🟢 personOwnerRebuildJob did not start");
      assertThat(message.notification()).isEqualTo(id);
    });
    assertThat(slack.complaints()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "edit_window_closed, CONTENT",
    "message_not_found, CONTENT",
    "cant_update_message, CONTENT",
    "is_inactive, CONTENT",
    "channel_not_found, PERMANENT",
    "invalid_auth, PERMANENT",
    "ratelimited, TRANSIENT",
    "internal_error, UNCLEAR"
  })
  void what_slack_refuses_is_told_apart_as_for_posts(String error, Kind kind) {
    slack.answerNextOf("chat.update", Answer.refusal(error));

    assertThat(failure(() -> channel.edit(delivery(Status.RESOLVED), sent)))
        .matches(e -> e.kind() == kind)
        .hasMessageStartingWith(
            "Slack refused the change of a message in " + sent.destination() + ": " + error);
    assertThat(slack.edits()).isEmpty();
  }

  @Test
  void too_many_changes_wait_as_long_as_slack_says() {
    slack.answerNextOf("chat.update", Answer.tooMany("ratelimited", 7));

    assertThat(failure(() -> channel.edit(delivery(Status.RESOLVED), sent)))
        .matches(e -> e.kind() == Kind.TRANSIENT)
        .matches(e -> Duration.ofSeconds(7).equals(e.retryAfter()));
  }

  @Test
  void a_message_that_somebody_removed_cannot_be_changed() {
    slack.remove(String.valueOf(sent.reference()));

    assertThat(failure(() -> channel.edit(delivery(Status.RESOLVED), sent)).kind())
        .as("the place takes other messages")
        .isEqualTo(Kind.CONTENT);
  }

  @Test
  void a_change_that_is_refused_for_its_content_is_made_in_plain_words() {
    slack.answerNextOf("chat.update", Answer.refusal("invalid_blocks"));

    channel.edit(delivery(Status.RESOLVED), sent);

    assertThat(slack.edits())
        .singleElement()
        .matches(message -> message.blocks().isEmpty() && message.text().startsWith("🟢"));
  }

  @Test
  void what_was_sent_without_a_reference_cannot_be_changed() {
    assertThat(failure(
                () -> channel.edit(delivery(Status.RESOLVED), new DeliveryReceipt(null, "#sync")))
            .kind())
        .isEqualTo(Kind.PERMANENT);
  }

  private Delivery delivery(Status status) {
    return new Delivery(id, "#sync", null, MESSAGE.withStatus(status));
  }
}
