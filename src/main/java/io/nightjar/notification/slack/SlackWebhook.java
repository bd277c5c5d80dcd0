package io.nightjar.notification.slack;

import com.slack.api.util.json.GsonFactory;
import io.nightjar.notification.Delivery;
import io.nightjar.notification.DeliveryException;
import io.nightjar.notification.DeliveryException.Kind;
import io.nightjar.notification.DeliveryReceipt;
import io.nightjar.notification.JsonHttpClient;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/** Posts by an incoming webhook, whose address is all that is needed to post and therefore a secret. */
final class SlackWebhook {

  private final SlackDestination place;
  private final JsonHttpClient post;

  SlackWebhook(SlackDestination place, SlackTimeouts timeouts) {
    this.place = place;
    this.post = new JsonHttpClient(timeouts.connect(), timeouts.read());
  }

  DeliveryReceipt deliver(Delivery delivery) {
    JsonHttpClient.Answer answer = send(SlackMessage.of(delivery.message(), place.buttons()));
    if (answer.status() == 400 && SlackErrorCode.isOfContent(word(answer))) {
      answer = send(SlackMessage.plain(delivery.message()));
    }
    if (answer.status() == 400 && SlackErrorCode.isOfContent(word(answer))) {
      answer = send(SlackMessage.minimal(delivery));
    }
    if (answer.status() == 200 && word(answer).equals("ok")) {
      return new DeliveryReceipt(null, place.channel());
    }
    throw refused(answer);
  }

  private JsonHttpClient.Answer send(SlackMessage message) {
    Map<String, Object> payload = new LinkedHashMap<>();
    payload.put("text", message.text());
    payload.put("blocks", message.blocks().isEmpty() ? null : message.blocks());
    payload.put("unfurl_links", false);
    payload.put("unfurl_media", false);
    // Slack's own way of writing its blocks.
    String json = GsonFactory.createSnakeCase().toJson(payload);
    return post.send(URI.create(place.webhookUrl()), json, Map.of());
  }

  private DeliveryException refused(JsonHttpClient.Answer answer) {
    String word = word(answer);
    if (answer.isSuccess()) {
      return new DeliveryException(
          Kind.UNCLEAR, "the answer to the message is not that of an incoming webhook", null);
    }
    if (!SlackErrorCode.isKnown(word)) {
      String problem = "Slack answered the message with status " + answer.status()
          + (answer.status() == 404
              ? "; set its address anew in " + place.key() + ".webhook-url"
              : "");
      return new DeliveryException(answer.kind(), problem, answer.retryAfter());
    }
    Kind kind = answer.status() == 429 ? Kind.TRANSIENT : SlackErrorCode.kind(word);
    return new DeliveryException(
        kind, SlackErrorCode.describe(word, "the message", place.key()), answer.retryAfter());
  }

  /** The word that Slack answers; empty when it is none, so that no stranger's text is repeated. */
  private static String word(JsonHttpClient.Answer answer) {
    String body = answer.body().strip();
    return body.matches("[a-z_]{1,60}") ? body : "";
  }
}
