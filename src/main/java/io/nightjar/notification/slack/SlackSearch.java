package io.nightjar.notification.slack;

import com.slack.api.methods.response.conversations.ConversationsHistoryResponse;
import com.slack.api.methods.response.conversations.ConversationsRepliesResponse;
import com.slack.api.model.Message;
import com.slack.api.model.ResponseMetadata;
import io.nightjar.notification.DeliveryException;
import io.nightjar.notification.DeliveryException.Kind;
import io.nightjar.notification.DeliveryLookup;
import io.nightjar.notification.DeliveryLookup.Result;
import io.nightjar.notification.DeliveryReceipt;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Looks for one message by the identity in its metadata. It is absent only when Slack has told everything since it was
 * first tried, with a minute for clocks that differ. One search at a time is one object.
 */
final class SlackSearch {

  private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(1);
  private static final Duration LONGEST = Duration.ofSeconds(30);
  private static final int PAGES = 5;
  private static final int PAGE = 200;
  private static final String LOOK_UP = "the look-up of a message";

  private final SlackCalls calls;
  private final UUID notification;
  private final String oldest;
  private final long begun = System.nanoTime();

  SlackSearch(SlackCalls calls, UUID notification, Instant since) {
    this.calls = calls;
    this.notification = notification;
    Instant from = since.minus(CLOCKS_DIFFER);
    this.oldest = String.format(
        Locale.ROOT, "%d.%06d", Math.max(0, from.getEpochSecond()), from.getNano() / 1000);
  }

  /** In the thread, and in the channel too: a reply whose thread is gone was said beside it. */
  DeliveryLookup in(String channel, @Nullable String thread) {
    DeliveryLookup inThread =
        thread == null ? DeliveryLookup.ABSENT : paged(cursor -> thread(channel, thread, cursor));
    if (inThread.result() == Result.FOUND) {
      return inThread;
    }
    DeliveryLookup inChannel = paged(cursor -> history(channel, cursor));
    return inChannel.result() == Result.ABSENT ? inThread : inChannel;
  }

  /** One page: what it says of the message, and where the next page begins. */
  private record Page(DeliveryLookup search, @Nullable String next) {}

  /** How to get the page behind a cursor. */
  private interface Pages {
    Page at(@Nullable String cursor);
  }

  private DeliveryLookup paged(Pages pages) {
    String cursor = null;
    for (int i = 0; i < PAGES; i++) {
      if (System.nanoTime() - begun > LONGEST.toNanos()) {
        throw new DeliveryException(Kind.TRANSIENT, LOOK_UP + " takes too long", null);
      }
      Page page = pages.at(cursor);
      cursor = page.next();
      if (page.search().result() != Result.ABSENT || cursor == null) {
        return page.search();
      }
    }
    return DeliveryLookup.UNKNOWN;
  }

  private Page history(String channel, @Nullable String cursor) {
    ConversationsHistoryResponse answer = calls.ask(
        slack -> slack.conversationsHistory(r -> r.channel(channel)
            .oldest(oldest)
            .includeAllMetadata(true)
            .limit(PAGE)
            .cursor(cursor)),
        LOOK_UP);
    return answer != null && answer.isOk()
        ? page(channel, answer.getMessages(), answer.isHasMore(), answer.getResponseMetadata())
        : new Page(DeliveryLookup.UNKNOWN, null);
  }

  private Page thread(String channel, String thread, @Nullable String cursor) {
    ConversationsRepliesResponse answer = calls.ask(
        slack -> slack.conversationsReplies(r -> r.channel(channel)
            .ts(thread)
            .oldest(oldest)
            .includeAllMetadata(true)
            .limit(PAGE)
            .cursor(cursor)),
        LOOK_UP);
    if (answer == null || !answer.isOk()) {
      boolean gone = answer != null && "thread_not_found".equals(answer.getError());
      return new Page(gone ? DeliveryLookup.ABSENT : DeliveryLookup.UNKNOWN, null);
    }
    return page(channel, answer.getMessages(), answer.isHasMore(), answer.getResponseMetadata());
  }

  private Page page(
      String channel,
      @Nullable List<Message> messages,
      boolean more,
      @Nullable ResponseMetadata metadata) {
    DeliveryLookup found = (messages == null ? List.<Message>of() : messages)
        .stream()
            .filter(this::isIt)
            .findFirst()
            .map(message -> DeliveryLookup.found(new DeliveryReceipt(message.getTs(), channel)))
            .orElse(DeliveryLookup.ABSENT);
    if (!more || found.result() == Result.FOUND) {
      return new Page(found, null);
    }
    String next = metadata == null ? null : metadata.getNextCursor();
    return next == null || next.isEmpty()
        ? new Page(DeliveryLookup.UNKNOWN, null)
        : new Page(DeliveryLookup.ABSENT, next);
  }

  private boolean isIt(Message message) {
    Message.Metadata metadata = message.getMetadata();
    return metadata != null
        && SlackPoster.METADATA.equals(metadata.getEventType())
        && metadata.getEventPayload() != null
        && notification.toString().equals(metadata.getEventPayload().get(SlackPoster.PAYLOAD));
  }
}
