package io.nightjar.notification.outbox;

import static io.nightjar.notification.outbox.NotificationRowMapper.instant;
import static io.nightjar.notification.outbox.NotificationRowMapper.utc;

import io.nightjar.notification.Destination;
import io.nightjar.notification.Notification;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The pending notifications. A notification is added in the transaction of its cause, so both are stored or neither is. */
@Repository
public class Outbox {

  private static final int AT_ONCE = 1_000;

  private static final String INSERT = """
      INSERT INTO notification
        (id, incident, job, kind, transition, channel, destination, thread_of, message, created_at, fallback_of)
      VALUES (:id, :incident, :job, :kind, :transition, :channel, :destination, :threadOf, :message, :createdAt,
        :fallbackOf)
      """;

  // The message that started the thread, which may also report other incidents, is out of date.
  private static final String EDIT = """
      UPDATE notification
      SET update_due_at = :createdAt
      WHERE update_due_at IS NULL
        AND id = (SELECT message_id FROM (SELECT r.message_id FROM notification r WHERE r.id = :threadOf) root)
      """;

  private static final String COPIES =
      "SELECT id, fallback_of, channel, destination FROM notification WHERE fallback_of IN (:threads)";

  private static final String PENDING = """
      SELECT COUNT(*) AS owed, MIN(n.created_at) AS oldest,
        COUNT(CASE WHEN EXISTS (
          SELECT 1 FROM destination o WHERE o.channel = n.channel AND o.destination = n.destination AND o.refused)
          OR c.retry_at IS NOT NULL
          THEN 1 END) AS refused
      FROM notification n
      LEFT JOIN notification c ON c.id = n.message_id
      WHERE n.sent_at IS NULL
      """;

  private static final String FIND =
      NotificationRowMapper.ENTRIES + " WHERE n.incident = :incident ORDER BY n.seq";

  private static final String FIND_ONE = NotificationRowMapper.ENTRIES + " WHERE n.id = :id";

  private static final String LIST = NotificationRowMapper.ENTRIES + """
      WHERE (:sent IS NULL OR (n.sent_at IS NOT NULL) = :sent)
        AND (:incident IS NULL OR n.incident = :incident)
        AND (:before IS NULL OR n.seq < :before)
      ORDER BY n.seq DESC LIMIT :limit
      """;

  private static final String LAST_SENT =
      "SELECT MAX(sent_at) AS latest FROM notification WHERE sent_at IS NOT NULL";

  private final JdbcClient jdbc;
  private final NamedParameterJdbcTemplate batches;

  public Outbox(JdbcClient jdbc, NamedParameterJdbcTemplate batches) {
    this.jdbc = jdbc;
    this.batches = batches;
  }

  /**
   * Adds notifications in the transaction of the caller.
   *
   * @throws IllegalStateException without one: a notification must not outlive the change it announces
   */
  public void add(Collection<Notification> notifications) {
    if (!TransactionSynchronizationManager.isActualTransactionActive()) {
      throw new IllegalStateException(
          "notifications are added in the transaction of the change they announce");
    }
    insert(notifications, null);
    MapSqlParameterSource[] replies = notifications.stream()
        .filter(notification -> notification.threadOf() != null)
        .map(notification -> parameters(notification, null))
        .toArray(MapSqlParameterSource[]::new);
    if (replies.length > 0) {
      batches.batchUpdate(EDIT, replies);
    }
    copyEnds(notifications.stream().filter(Notification::isEnd).toList());
  }

  /** A channel that received a copy of the beginning also receives the end, whatever the original channel does by then. */
  private void copyEnds(List<Notification> ends) {
    for (int from = 0; from < ends.size(); from += AT_ONCE) {
      List<Notification> some = ends.subList(from, Math.min(from + AT_ONCE, ends.size()));
      Map<UUID, List<Copy>> copies = jdbc
          .sql(COPIES)
          .param("threads", some.stream().map(Notification::threadOf).toList())
          .query((row, i) -> copy(row))
          .stream()
          .collect(Collectors.groupingBy(Copy::of));
      for (Notification end : some) {
        List<Copy> received = copies.getOrDefault(end.threadOf(), List.of());
        if (!received.isEmpty()) {
          addCopies(received.stream().map(copy -> copy.end(end)).toList(), end.id());
          jdbc.sql("UPDATE notification SET fell_back_at = ? WHERE id = ?")
              .params(utc(end.createdAt()), end.id())
              .update();
        }
      }
    }
  }

  /** A copy of a notification for another channel. */
  private record Copy(UUID id, UUID of, Destination place) {

    Notification end(Notification original) {
      return new Notification(
          UUID.randomUUID(),
          original.about(),
          original.transition(),
          place,
          id,
          original.message(),
          original.createdAt());
    }
  }

  private static Copy copy(ResultSet row) throws SQLException {
    return new Copy(
        row.getObject("id", UUID.class),
        row.getObject("fallback_of", UUID.class),
        new Destination(row.getString("channel"), row.getString("destination")));
  }

  /** Adds copies of a notification, for other channels, in the transaction of the caller. */
  public void addCopies(Collection<Notification> copies, UUID original) {
    if (!copies.isEmpty()) {
      insert(copies, original);
    }
  }

  private void insert(Collection<Notification> notifications, @Nullable UUID fallbackOf) {
    batches.batchUpdate(
        INSERT,
        notifications.stream()
            .map(notification -> parameters(notification, fallbackOf))
            .toArray(MapSqlParameterSource[]::new));
  }

  /** The pending notifications, for metrics and health. */
  public OutboxBacklog pending(Instant now) {
    return jdbc.sql(PENDING).query((row, i) -> pending(row, now)).single();
  }

  /** All notifications about an incident, in the order of their creation. */
  public List<OutboxEntry> find(long incident) {
    return jdbc.sql(FIND)
        .param("incident", incident)
        .query((row, i) -> NotificationRowMapper.entry(row))
        .list();
  }

  public Optional<OutboxEntry> find(UUID notification) {
    return jdbc.sql(FIND_ONE)
        .param("id", notification)
        .query((row, i) -> NotificationRowMapper.entry(row))
        .optional();
  }

  /** Notifications, newest first. */
  public List<OutboxEntry> list(OutboxQuery query) {
    return jdbc.sql(LIST)
        .param("sent", query.sent(), Types.BOOLEAN)
        .param("incident", query.incident(), Types.BIGINT)
        .param("before", query.before(), Types.BIGINT)
        .param("limit", query.limit())
        .query((row, i) -> NotificationRowMapper.entry(row))
        .list();
  }

  /** How many that were delivered since an instant needed more than one attempt. */
  public long troubledSince(Instant since) {
    return jdbc.sql(
            "SELECT COUNT(*) FROM notification WHERE sent_at >= ? AND message_id = id AND failed_at IS NOT NULL")
        .param(utc(since))
        .query(Long.class)
        .single();
  }

  /** The incidents that one message tells of. */
  public List<Long> incidentsOf(UUID carrier) {
    return jdbc.sql(
            "SELECT DISTINCT incident FROM notification WHERE message_id = ? AND incident IS NOT NULL")
        .param(carrier)
        .query(Long.class)
        .list();
  }

  /** When a channel last confirmed a notification, null when none ever did. */
  @Nullable
  public Instant lastSent() {
    return jdbc.sql(LAST_SENT)
        .query((row, i) -> Optional.ofNullable(instant(row, "latest")))
        .single()
        .orElse(null);
  }

  private static MapSqlParameterSource parameters(
      Notification notification, @Nullable UUID fallbackOf) {
    Notification.About about = notification.about();
    return new MapSqlParameterSource()
        .addValue("id", notification.id())
        .addValue("incident", about == null ? null : about.incident())
        .addValue("job", about == null ? null : about.job())
        .addValue("kind", about == null ? null : about.kind().word())
        .addValue("transition", notification.transition())
        .addValue("channel", notification.destination().channelKind())
        .addValue("destination", notification.destination().place())
        .addValue("threadOf", notification.threadOf())
        .addValue("message", MessageJson.write(notification.message()))
        .addValue("createdAt", utc(notification.createdAt()))
        .addValue("fallbackOf", fallbackOf);
  }

  private static OutboxBacklog pending(ResultSet row, Instant now) throws SQLException {
    Instant oldest = instant(row, "oldest");
    Duration age =
        oldest == null || oldest.isAfter(now) ? Duration.ZERO : Duration.between(oldest, now);
    return new OutboxBacklog(row.getLong("owed"), row.getLong("refused"), oldest, age);
  }
}
