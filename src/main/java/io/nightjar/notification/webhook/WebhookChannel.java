package io.nightjar.notification.webhook;

import io.nightjar.notification.Channel;
import io.nightjar.notification.Delivery;
import io.nightjar.notification.DeliveryException;
import io.nightjar.notification.DeliveryException.Kind;
import io.nightjar.notification.DeliveryReceipt;
import io.nightjar.notification.JsonHttpClient;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Posts messages to one address in the words of whoever listens there. Any status from 200 to 299 is a confirmation. */
final class WebhookChannel implements Channel {

  private final WebhookProperties settings;
  private final String environment;
  private final JsonHttpClient post;
  private final Clock clock;

  WebhookChannel(WebhookProperties settings, String environment, JsonHttpClient post, Clock clock) {
    this.settings = settings;
    this.environment = environment;
    this.post = post;
    this.clock = clock;
  }

  @Override
  public String kind() {
    return "webhook";
  }

  @Override
  public boolean isConfigured() {
    return settings.isConfigured();
  }

  /** There is one place, whatever a job names. */
  @Override
  public String place(@Nullable String named) {
    return settings.host();
  }

  /** A chat takes about one message a second; whoever takes JSON is a program. */
  @Override
  public Duration pace() {
    return settings.format() == WebhookFormat.JSON ? Duration.ZERO : Duration.ofSeconds(1);
  }

  @Override
  public DeliveryReceipt deliver(Delivery delivery) {
    if (!isConfigured()) {
      throw new DeliveryException(
          Kind.PERMANENT, "no webhook is configured: set nightjar.webhook.url", null);
    }
    Instant now = clock.instant();
    String body = body(delivery, now);
    JsonHttpClient.Answer answer =
        post.send(URI.create(settings.url()), body, headers(delivery, body, now));
    if (!answer.isSuccess()) {
      throw refused(answer);
    }
    if (settings.format() == WebhookFormat.SLACK && !answer.body().strip().equals("ok")) {
      throw new DeliveryException(
          Kind.UNCLEAR, "the answer of " + settings.host() + " is not that of Slack", null);
    }
    // Programs know a message by the notification; replies name it as their thread.
    return settings.format() == WebhookFormat.JSON
        ? new DeliveryReceipt(delivery.notification().toString(), settings.host())
        : new DeliveryReceipt(null, settings.host());
  }

  private String body(Delivery delivery, Instant now) {
    return switch (settings.format()) {
      case JSON -> WebhookJson.of(delivery, environment, now);
      case SLACK -> ChatText.SLACK.body(delivery.message());
      case MATTERMOST -> ChatText.MATTERMOST.body(delivery.message());
      case TEAMS -> TeamsCard.body(delivery.message());
    };
  }

  private Map<String, String> headers(Delivery delivery, String body, Instant now) {
    Map<String, String> headers = new LinkedHashMap<>();
    if (settings.format() == WebhookFormat.JSON) {
      String timestamp = Long.toString(now.getEpochSecond());
      headers.put("X-Nightjar-Notification", delivery.notification().toString());
      headers.put("X-Nightjar-Timestamp", timestamp);
      if (!settings.secret().isEmpty()) {
        headers.put(
            "X-Nightjar-Signature", WebhookSignature.of(settings.secret(), timestamp, body));
      }
    }
    return headers;
  }

  private DeliveryException refused(JsonHttpClient.Answer answer) {
    String remedy = answer.kind() == Kind.PERMANENT || answer.kind() == Kind.CONTENT
        ? "; see whether nightjar.webhook.url and nightjar.webhook.format are what it wants"
        : "";
    return new DeliveryException(
        answer.kind(),
        settings.host() + " answered the message with status " + answer.status() + remedy,
        answer.retryAfter());
  }
}
