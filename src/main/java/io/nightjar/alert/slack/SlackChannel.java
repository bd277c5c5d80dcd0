package io.nightjar.alert.slack;

import com.slack.api.methods.MethodsClient;
import com.slack.api.methods.SlackApiException;
import com.slack.api.methods.request.chat.ChatPostMessageRequest;
import com.slack.api.methods.response.chat.ChatPostMessageResponse;
import com.slack.api.model.Message.Metadata;
import io.nightjar.alert.Channel;
import io.nightjar.alert.Delivery;
import io.nightjar.alert.DeliveryException;
import io.nightjar.alert.DeliveryException.Kind;
import io.nightjar.alert.Receipt;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Posts messages to Slack. A message counts as delivered only when Slack says {@code ok: true}. */
@Component
@Order(10)
class SlackChannel implements Channel {

  static final String METADATA = "nightjar_notification";

  private final SlackSettings settings;
  private final MethodsClient slack;

  SlackChannel(SlackSettings settings, SlackTimeouts timeouts) {
    this.settings = settings;
    this.slack = SlackClient.of(settings, timeouts);
  }

  @Override
  public String kind() {
    return "slack";
  }

  @Override
  public boolean isConfigured() {
    return !settings.token().isEmpty();
  }

  @Override
  public String place(@Nullable String named) {
    return named == null ? settings.channel() : named;
  }

  @Override
  public Receipt deliver(Delivery delivery) {
    if (!isConfigured()) {
      throw new DeliveryException(
          Kind.PERMANENT, "no Slack token is configured: set nightjar.slack.token", null);
    }
    // An empty place: when the notification was written, nothing was configured.
    String place = delivery.destination().isEmpty() ? settings.channel() : delivery.destination();
    if (place.isEmpty()) {
      throw new DeliveryException(
          Kind.PERMANENT, "no Slack channel is configured: set nightjar.slack.channel", null);
    }
    return post(delivery, place);
  }

  private Receipt post(Delivery delivery, String place) {
    ChatPostMessageResponse answer = answer(request(delivery, place, delivery.thread()), place);
    if (delivery.thread() != null && !answer.isOk() && isOfThread(answer)) {
      // Somebody removed or locked the message that it replies to: better beside the thread than
      // unsaid.
      answer = answer(request(delivery, place, null), place);
    }
    if (!answer.isOk()) {
      throw SlackOutcome.refused(answer, place);
    }
    return new Receipt(answer.getTs(), answer.getChannel() == null ? place : answer.getChannel());
  }

  private ChatPostMessageResponse answer(ChatPostMessageRequest request, String place) {
    try {
      return slack.chatPostMessage(request);
    } catch (SlackApiException e) {
      throw SlackOutcome.status(e, place);
    } catch (IOException e) {
      throw SlackOutcome.unanswered(e, settings.apiUrl());
    } catch (RuntimeException e) {
      throw SlackOutcome.unreadable(e, settings.apiUrl());
    }
  }

  private static boolean isOfThread(ChatPostMessageResponse answer) {
    return answer.getError() != null && SlackRefusal.isOfThread(answer.getError());
  }

  private static ChatPostMessageRequest request(
      Delivery delivery, String place, @Nullable String thread) {
    SlackMessage message = SlackMessage.of(delivery.message());
    return ChatPostMessageRequest.builder()
        .channel(place)
        .threadTs(thread)
        .replyBroadcast(false)
        .text(message.text())
        .blocks(message.blocks())
        .metadata(metadata(delivery))
        .parse("none")
        .linkNames(false)
        .unfurlLinks(false)
        .unfurlMedia(false)
        .build();
  }

  private static Metadata metadata(Delivery delivery) {
    return Metadata.builder()
        .eventType(METADATA)
        .eventPayload(Map.of("notification", delivery.notification().toString()))
        .build();
  }
}
