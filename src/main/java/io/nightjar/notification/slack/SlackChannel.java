package io.nightjar.notification.slack;

import io.nightjar.notification.Channel;
import io.nightjar.notification.Delivery;
import io.nightjar.notification.DeliveryException;
import io.nightjar.notification.DeliveryException.Kind;
import io.nightjar.notification.DeliveryLookup;
import io.nightjar.notification.DeliveryReceipt;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Messages to one place in Slack: by its methods when there is a token, else by an incoming webhook, which knows no
 * threads, no changes and no look-up.
 */
final class SlackChannel implements Channel {

  private final SlackDestination place;
  private final SlackCalls calls;
  private final SlackPoster posts;
  private final SlackChannelIds ids;
  private final SlackWebhook hook;

  SlackChannel(SlackDestination place, SlackTimeouts timeouts) {
    this.place = place;
    this.calls = new SlackCalls(place, timeouts);
    this.posts = new SlackPoster(calls, place.buttons());
    this.ids = new SlackChannelIds(calls);
    this.hook = new SlackWebhook(place, timeouts);
  }

  @Override
  public String kind() {
    return place.kind();
  }

  @Override
  public boolean isConfigured() {
    return place.isConfigured();
  }

  /** A webhook leads to one channel, and so does the second place, whatever a job names. */
  @Override
  public String place(@Nullable String named) {
    boolean free = place.kind().equals("slack") && !place.hasWebhook();
    return named == null || !free ? place.channel() : named;
  }

  @Override
  public DeliveryReceipt deliver(Delivery delivery) {
    if (place.hasWebhook()) {
      return hook.deliver(delivery);
    }
    if (!place.hasToken()) {
      throw refused("no Slack token is configured: set " + place.key() + ".token");
    }
    String channel = channel(delivery);
    if (channel.isEmpty()) {
      throw refused("no Slack channel is configured: set " + place.key() + ".channel");
    }
    DeliveryReceipt receipt = posts.post(delivery, channel);
    ids.remember(channel, receipt.destination());
    return receipt;
  }

  /** Slack takes about one message a second for a channel. */
  @Override
  public Duration pace() {
    return Duration.ofSeconds(1);
  }

  @Override
  public boolean canEdit() {
    return place.hasToken();
  }

  @Override
  public void edit(Delivery delivery, DeliveryReceipt sent) {
    if (!canEdit() || sent.reference() == null) {
      throw refused("the message was sent in a way that does not let it be changed");
    }
    posts.edit(delivery, sent);
  }

  @Override
  public DeliveryLookup find(Delivery delivery, Instant since) {
    if (!place.hasToken()) {
      return DeliveryLookup.UNKNOWN;
    }
    SlackSearch search = new SlackSearch(calls, delivery.notification(), since);
    String channel = ids.of(channel(delivery));
    return channel == null ? DeliveryLookup.UNKNOWN : search.in(channel, delivery.thread());
  }

  @Override
  public @Nullable String permalink(DeliveryReceipt sent) {
    return place.hasToken() && sent.reference() != null ? posts.permalink(sent) : null;
  }

  /** Where nothing is named: when the notification was written, nothing was configured. */
  private String channel(Delivery delivery) {
    return delivery.destination().isEmpty() ? place.channel() : delivery.destination();
  }

  private static DeliveryException refused(String problem) {
    return new DeliveryException(Kind.PERMANENT, problem, null);
  }
}
