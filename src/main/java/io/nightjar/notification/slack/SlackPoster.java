package io.nightjar.notification.slack;

import com.slack.api.methods.SlackApiTextResponse;
import com.slack.api.methods.request.chat.ChatPostMessageRequest;
import com.slack.api.methods.request.chat.ChatUpdateRequest;
import com.slack.api.methods.response.chat.ChatGetPermalinkResponse;
import com.slack.api.methods.response.chat.ChatPostMessageResponse;
import com.slack.api.methods.response.chat.ChatUpdateResponse;
import com.slack.api.model.Message.Metadata;
import io.nightjar.notification.Delivery;
import io.nightjar.notification.DeliveryReceipt;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Posts messages and changes them. One counts as delivered only when Slack says {@code ok: true}. What Slack refuses for
 * its thread is said beside it. What it refuses for its content is said in plain words, and if those are refused too by a
 * line that holds nothing but where to read it.
 */
final class SlackPoster {

  static final String METADATA = "nightjar_notification";
  static final String PAYLOAD = "notification";

  private final SlackCalls calls;
  private final boolean buttons;

  SlackPoster(SlackCalls calls, boolean buttons) {
    this.calls = calls;
    this.buttons = buttons;
  }

  DeliveryReceipt post(Delivery delivery, String channel) {
    String thread = delivery.thread();
    SlackMessage message = SlackMessage.of(delivery.message(), buttons);
    ChatPostMessageResponse answer = post(delivery, message, channel, thread);
    if (thread != null && SlackErrorCode.isOfThread(answer)) {
      thread = null;
      answer = post(delivery, message, channel, null);
    }
    if (SlackErrorCode.isOfContent(answer)) {
      SlackMessage plain = SlackMessage.plain(delivery.message());
      answer = post(delivery, without(plain, answer), channel, thread);
    }
    if (SlackErrorCode.isOfContent(answer)) {
      SlackMessage minimal = SlackMessage.minimal(delivery);
      answer = post(delivery, without(minimal, answer), channel, thread);
    }
    if (!answer.isOk()) {
      throw calls.refused(answer, "the message to " + channel);
    }
    return new DeliveryReceipt(
        answer.getTs(), answer.getChannel() == null ? channel : answer.getChannel());
  }

  /** Changing a message twice is the same as once, so nothing is lost when the outcome is unclear. */
  void edit(Delivery delivery, DeliveryReceipt sent) {
    ChatUpdateResponse answer =
        update(delivery, SlackMessage.of(delivery.message(), buttons), sent);
    if (SlackErrorCode.isOfContent(answer)) {
      answer = update(delivery, without(SlackMessage.plain(delivery.message()), answer), sent);
    }
    if (!answer.isOk()) {
      throw calls.refused(answer, "the change of a message in " + sent.destination());
    }
  }

  @Nullable
  String permalink(DeliveryReceipt sent) {
    try {
      ChatGetPermalinkResponse answer = calls.ask(
          slack -> slack.chatGetPermalink(
              r -> r.channel(sent.destination()).messageTs(sent.reference())),
          "the link of a message");
      return answer != null && answer.isOk() ? answer.getPermalink() : null;
    } catch (RuntimeException e) {
      return null;
    }
  }

  private ChatPostMessageResponse post(
      Delivery delivery, SlackMessage message, String channel, @Nullable String thread) {
    ChatPostMessageRequest request = ChatPostMessageRequest.builder()
        .channel(channel)
        .threadTs(thread)
        .replyBroadcast(thread != null && delivery.message().urgent())
        .text(message.text())
        .blocks(message.blocks())
        .metadata(message.carriesIdentity() ? metadata(delivery) : null)
        .parse("none")
        .linkNames(false)
        .unfurlLinks(false)
        .unfurlMedia(false)
        .build();
    return calls.make(slack -> slack.chatPostMessage(request), "the message to " + channel);
  }

  private ChatUpdateResponse update(Delivery delivery, SlackMessage message, DeliveryReceipt sent) {
    ChatUpdateRequest request = ChatUpdateRequest.builder()
        .channel(sent.destination())
        .ts(sent.reference())
        .text(message.text())
        .blocks(message.blocks())
        .metadata(message.carriesIdentity() ? metadata(delivery) : null)
        .parse("none")
        .linkNames(false)
        .build();
    return calls.make(
        slack -> slack.chatUpdate(request), "the change of a message in " + sent.destination());
  }

  private static SlackMessage without(SlackMessage shorter, SlackApiTextResponse refusal) {
    return SlackErrorCode.isOfMetadata(refusal) ? shorter.withoutIdentity() : shorter;
  }

  private static Metadata metadata(Delivery delivery) {
    return Metadata.builder()
        .eventType(METADATA)
        .eventPayload(Map.of(PAYLOAD, delivery.notification().toString()))
        .build();
  }
}
