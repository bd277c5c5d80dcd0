package io.nightjar.notification.dispatch;

import static io.nightjar.notification.outbox.NotificationRowMapper.utc;

import io.nightjar.notification.AlertProperties;
import io.nightjar.notification.ChannelRegistry;
import io.nightjar.notification.Destination;
import io.nightjar.notification.Message.Fact;
import io.nightjar.notification.Notification;
import io.nightjar.notification.outbox.NotificationRowMapper;
import io.nightjar.notification.outbox.Outbox;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Copies to every other channel what one channel has refused, or not confirmed for {@code nightjar.alert.fallback-after}.
 * The original stays pending as well.
 */
@Component
public class Fallback {

  public static final String SENT_HERE_BECAUSE = "Sent here because";

  private static final int AT_ONCE = 500;

  private static final String UNCONFIRMED = """
      SELECT n.* FROM notification n
      WHERE n.sent_at IS NULL AND n.fell_back_at IS NULL AND n.fallback_of IS NULL
        AND (n.created_at <= :before OR n.created_at > :ahead
          OR EXISTS (
            SELECT 1 FROM destination o WHERE o.channel = n.channel AND o.destination = n.destination AND o.refused)
          OR EXISTS (SELECT 1 FROM notification c WHERE c.id = n.message_id AND c.retry_at IS NOT NULL))
      ORDER BY n.seq
      LIMIT :limit
      """;

  private final JdbcClient jdbc;
  private final Outbox outbox;
  private final ChannelRegistry channels;
  private final AlertProperties settings;
  private final TransactionTemplate transaction;

  Fallback(
      JdbcClient jdbc,
      Outbox outbox,
      ChannelRegistry channels,
      AlertProperties settings,
      TransactionTemplate transaction) {
    this.jdbc = jdbc;
    this.outbox = outbox;
    this.channels = channels;
    this.settings = settings;
    this.transaction = transaction;
  }

  /** Copies what is overdue. Returns whether there was any. */
  boolean step(Instant now) {
    if (channels.configured().size() < 2) {
      return false;
    }
    List<Notification> unconfirmed = jdbc.sql(UNCONFIRMED)
        .param("before", utc(now.minus(settings.fallbackAfter())))
        // Written by a clock that has been corrected since: its time does not show how long it has
        // waited.
        .param("ahead", utc(now.plus(settings.fallbackAfter())))
        .param("limit", AT_ONCE)
        .query((row, i) -> NotificationRowMapper.notification(row))
        .list();
    if (!unconfirmed.isEmpty()) {
      transaction.executeWithoutResult(
          status -> unconfirmed.forEach(notification -> copy(notification, now)));
    }
    return !unconfirmed.isEmpty();
  }

  private void copy(Notification original, Instant now) {
    if (!claim(original.id(), now)) {
      return;
    }
    List<Destination> others = channels.others(original.destination());
    Fact why = new Fact(
        SENT_HERE_BECAUSE,
        original.destination()
            + " did not take it. It is sent there as well once messages are taken again.");
    List<Notification> copies = new ArrayList<>();
    for (Destination other : others) {
      copies.add(new Notification(
          UUID.randomUUID(),
          original.about(),
          original.transition(),
          other,
          thread(original.threadOf(), other),
          original.message().withFirst(why),
          original.createdAt()));
    }
    outbox.addCopies(copies, original.id());
  }

  // Safe among several instances: the update of one makes the condition false for the other.
  private boolean claim(UUID original, Instant now) {
    return jdbc.sql(
                "UPDATE notification SET fell_back_at = ? WHERE id = ? AND fell_back_at IS NULL")
            .param(utc(now))
            .param(original)
            .update()
        == 1;
  }

  /** The copy of the message that starts the thread, null when there is none at that place. */
  private @Nullable UUID thread(@Nullable UUID original, Destination place) {
    Optional<UUID> copy = original == null
        ? Optional.empty()
        : jdbc.sql(
                "SELECT id FROM notification WHERE fallback_of = ? AND channel = ? AND destination = ?")
            .param(original)
            .param(place.channelKind())
            .param(place.place())
            .query(UUID.class)
            .optional();
    return copy.orElse(null);
  }
}
