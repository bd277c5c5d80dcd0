package io.nightjar.notification.direct;

import io.nightjar.notification.Channel;
import io.nightjar.notification.ChannelRegistry;
import io.nightjar.notification.Delivery;
import io.nightjar.notification.DeliveryException;
import io.nightjar.notification.DeliveryException.Kind;
import io.nightjar.notification.DeliveryLookup;
import io.nightjar.notification.DeliveryReceipt;
import io.nightjar.notification.IncidentRef;
import io.nightjar.notification.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One message that is sent without the outbox. It tries every configured channel in turn, until one confirms it. If a
 * message may have arrived, it searches the channel for it. If the channel has no search, it tries the next channel, and
 * repeats the message with a mark until one confirms it. Not thread-safe.
 */
public final class DirectMessage {

  private static final Logger log = LoggerFactory.getLogger(DirectMessage.class);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
  private static final Duration BETWEEN_REPEATS = Duration.ofMinutes(5);

  private final UUID id = UUID.randomUUID();
  private final ChannelRegistry channels;
  private final Message message;
  private final @Nullable DirectMessage thread;
  private final Map<String, Instant> unclearSince = new HashMap<>();
  private final Map<String, Instant> notBefore = new HashMap<>();
  private final Set<String> perhapsSaid = new HashSet<>();
  private Duration pause = Duration.ofSeconds(1);
  private Instant due = Instant.MIN;
  private @Nullable Said said;

  /** Where it was delivered; without a receipt when the channel gives none. */
  private record Said(String channel, @Nullable DeliveryReceipt receipt) {}

  DirectMessage(ChannelRegistry channels, Message message, @Nullable DirectMessage thread) {
    this.channels = channels;
    this.message = message;
    this.thread = thread;
  }

  /** Its identity, which travels in the message. */
  public UUID id() {
    return id;
  }

  public boolean isSaid() {
    return said != null;
  }

  public boolean isDue(Instant now) {
    // A time later than the longest pause was written before the clock was set back.
    return !now.isBefore(due) || due.isAfter(now.plus(LONGEST_PAUSE));
  }

  /** Tries each channel once. True when one has taken it; else it is due again after a pause that grows to 30 s. */
  public boolean attempt(Instant now) {
    List<Channel> order = order();
    for (Channel channel : order) {
      if (said == null && !now.isBefore(notBefore.getOrDefault(channel.kind(), Instant.MIN))) {
        said = attempt(channel, now);
      }
    }
    if (said == null) {
      due = now.plus(pause);
      pause = shorter(pause.multipliedBy(2), LONGEST_PAUSE);
      log.error(
          "\"{}\" has not been delivered yet ({}), next try at {}",
          message.headline(),
          order.isEmpty() ? "no alert channel is configured" : order.size() + " channels tried",
          due);
    }
    turnGreen();
    return said != null;
  }

  /** The first message of a thread shows how it ended. Its reply contains the same, so a failure here loses nothing. */
  private void turnGreen() {
    Said first = thread == null ? null : thread.said;
    Said reply = said;
    if (first == null || reply == null || first.receipt() == null) {
      return;
    }
    try {
      Channel channel = channels.named(first.channel());
      if (channel.canEdit() && reply.channel().equals(first.channel())) {
        DeliveryReceipt sent = first.receipt();
        UUID id = Objects.requireNonNull(thread).id;
        channel.edit(new Delivery(id, sent.destination(), null, message), sent);
      }
    } catch (RuntimeException | LinkageError e) {
      log.warn(
          "The first message of a thread could not be updated: {}", e.getClass().getName());
    }
  }

  /** The channel of the thread first. */
  private List<Channel> order() {
    List<Channel> order = new ArrayList<>(channels.configured());
    Said first = thread == null ? null : thread.said;
    if (first != null) {
      order.sort((a, b) ->
          Boolean.compare(b.kind().equals(first.channel()), a.kind().equals(first.channel())));
    }
    return order;
  }

  private @Nullable Said attempt(Channel channel, Instant now) {
    Delivery delivery = delivery(channel);
    try {
      if (perhapsSaid.contains(channel.kind())) {
        return new Said(channel.kind(), channel.deliver(delivery.asPossibleRepeat()));
      }
      Instant since = unclearSince.get(channel.kind());
      return since == null
          ? new Said(channel.kind(), channel.deliver(delivery))
          : lookUp(channel, delivery, since);
    } catch (DeliveryException e) {
      return failed(channel, delivery, e, now);
    } catch (RuntimeException | LinkageError e) {
      // Without its message, which may hold anything.
      String problem = "the channel broke: " + e.getClass().getName();
      return failed(channel, delivery, new DeliveryException(Kind.UNCLEAR, problem, null), now);
    }
  }

  private @Nullable Said failed(
      Channel channel, Delivery delivery, DeliveryException problem, Instant now) {
    log.warn("{} did not confirm a message: {}", channel.kind(), problem.getMessage());
    Duration asked = problem.retryAfter();
    if (asked != null) {
      notBefore.put(channel.kind(), now.plus(asked));
    }
    if (problem.kind() == Kind.UNCLEAR && perhapsSaid.contains(channel.kind())) {
      notBefore.put(channel.kind(), now.plus(BETWEEN_REPEATS));
      return null;
    }
    boolean newlyUnclear =
        problem.kind() == Kind.UNCLEAR && unclearSince.putIfAbsent(channel.kind(), now) == null;
    return newlyUnclear ? lookUpQuietly(channel, delivery, now) : null;
  }

  private @Nullable Said lookUpQuietly(Channel channel, Delivery delivery, Instant since) {
    try {
      return lookUp(channel, delivery, since);
    } catch (RuntimeException | LinkageError e) {
      // It is asked again with the next attempt.
      return null;
    }
  }

  /** If a channel cannot tell whether the message arrived, it is sent again with a mark: twice is better than never. */
  private @Nullable Said lookUp(Channel channel, Delivery delivery, Instant since) {
    DeliveryLookup search = channel.find(delivery, since);
    return switch (search.result()) {
      case FOUND -> new Said(channel.kind(), search.receipt());
      case UNKNOWN -> {
        perhapsSaid.add(channel.kind());
        yield null;
      }
      case ABSENT -> {
        unclearSince.remove(channel.kind());
        yield null;
      }
    };
  }

  private Delivery delivery(Channel channel) {
    Said first = thread == null ? null : thread.said;
    DeliveryReceipt start =
        first != null && first.channel().equals(channel.kind()) ? first.receipt() : null;
    return start == null || start.reference() == null
        ? new Delivery(id, channel.place(null), null, message, incident())
        : new Delivery(id, start.destination(), start.reference(), message, incident());
  }

  private @Nullable IncidentRef incident() {
    String key = (thread == null ? id : thread.id).toString();
    return switch (message.status()) {
      case FIRING -> new IncidentRef(key, IncidentRef.Event.FIRING);
      case RESOLVED -> new IncidentRef(key, IncidentRef.Event.RESOLVED);
      case INFO -> null;
    };
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
