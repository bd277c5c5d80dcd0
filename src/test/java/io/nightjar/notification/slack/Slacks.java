package io.nightjar.notification.slack;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.nightjar.notification.Delivery;
import io.nightjar.notification.DeliveryException;
import io.nightjar.notification.Message;
import io.nightjar.notification.Message.Action;
import io.nightjar.notification.Message.Deed;
import io.nightjar.notification.Message.Fact;
import io.nightjar.notification.Message.Link;
import io.nightjar.notification.Message.Status;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Builds channels, settings and messages for tests. */
final class Slacks {

  static final SlackTimeouts IMPATIENT =
      new SlackTimeouts(Duration.ofSeconds(5), Duration.ofMillis(300), Duration.ofSeconds(20));

  static final Message MESSAGE = new Message(
      Status.FIRING,
      "personOwnerRebuildJob did not start [prod]",
      List.of(new Fact("Owner", "@sync-team"), new Fact("Cause", "a < b & <!channel>\nat line 2")),
      List.of(new Link("Runbook", "https://runbooks.example/sync?a=1&b=2")));

  static final List<Action> ACTIONS = List.of(
      new Action(Deed.RERUN, "Re-run", "personOwnerRebuildJob"),
      new Action(Deed.ACKNOWLEDGE, "Acknowledge", "7"),
      new Action(Deed.MUTE, "Mute 24 h", "7"));

  private Slacks() {}

  static SlackProperties settings(String token, String channel, String apiUrl) {
    return settings(token, channel, apiUrl, "", "");
  }

  static SlackProperties settings(
      String token, String channel, String apiUrl, String signingSecret, String webhookUrl) {
    return new SlackProperties(
        token,
        channel,
        apiUrl,
        signingSecret,
        webhookUrl,
        new SlackProperties.Fallback("", "", ""));
  }

  /** By the token of the stand-in, with a signing secret. */
  static SlackChannel channel(SlackStandIn slack) {
    return channel(settings(SlackStandIn.TOKEN, "#monitoring-prod", slack.apiUrl(), "s", ""));
  }

  static SlackChannel channel(SlackProperties settings) {
    return new SlackChannel(settings.mainPlace(), SlackTimeouts.DEFAULT);
  }

  static SlackChannel impatient(SlackStandIn slack) {
    return new SlackChannel(
        settings(SlackStandIn.TOKEN, "#sync", slack.apiUrl()).mainPlace(), IMPATIENT);
  }

  static Delivery delivery(String place, @Nullable String thread) {
    return delivery(place, thread, MESSAGE);
  }

  static Delivery delivery(String place, @Nullable String thread, Message message) {
    return new Delivery(UUID.randomUUID(), place, thread, message);
  }

  static DeliveryException failure(SlackChannel channel, String place) {
    return failure(() -> channel.deliver(delivery(place, null)));
  }

  static DeliveryException failure(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    return catchThrowableOfType(DeliveryException.class, call);
  }
}
