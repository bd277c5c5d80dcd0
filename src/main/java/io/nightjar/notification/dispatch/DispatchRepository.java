package io.nightjar.notification.dispatch;

import static io.nightjar.notification.outbox.NotificationRowMapper.instant;
import static io.nightjar.notification.outbox.NotificationRowMapper.utc;

import io.nightjar.notification.DeliveryReceipt;
import io.nightjar.notification.Destination;
import io.nightjar.notification.Message;
import io.nightjar.notification.Notification;
import io.nightjar.notification.outbox.MessageJson;
import io.nightjar.notification.outbox.NotificationRowMapper;
import io.nightjar.notification.outbox.PendingNotification;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The dispatcher's side of the outbox: what is owed to a place, what is on its way, what became of it. */
@Repository
class DispatchRepository {

  static final int MAX_ERROR = 500;

  private static final int AT_ONCE = 1_000;
  private static final int OWED_AT_MOST = 20_000;

  // A thread of another place is none here: its channel cannot reply to it.
  private static final String OWED = """
      SELECT n.id, n.seq, n.thread_of, n.incident, n.job, n.kind, n.transition, n.created_at, n.message_id,
        c.attempts, c.outcome_unknown, c.retry_at,
        root.message_id AS root_carrier, start.sent_at AS root_sent_at, start.reference AS root_reference,
        start.sent_to AS root_place
      FROM notification n
      LEFT JOIN notification c ON c.id = n.message_id
      LEFT JOIN notification root
        ON root.id = n.thread_of AND root.channel = n.channel AND root.destination = n.destination
      LEFT JOIN notification start ON start.id = root.message_id
      WHERE n.sent_at IS NULL AND n.channel = :channel AND n.destination = :destination
      ORDER BY CASE WHEN c.retry_at IS NULL THEN 0 ELSE 1 END, n.seq
      LIMIT :limit
      """;

  private static final String CARRY =
      "UPDATE notification SET message_id = :carrier WHERE id IN (:members) AND sent_at IS NULL";

  // From here on it may have been delivered, until the channel says otherwise: also when this
  // process dies.
  private static final String BEGIN = """
      UPDATE notification SET attempts = attempts + 1, outcome_unknown = TRUE, update_due_at = NULL
      WHERE id = :carrier AND sent_at IS NULL
      """;

  private static final String SENT =
      "UPDATE notification SET sent_at = :now WHERE message_id = :carrier AND sent_at IS NULL";

  private static final String CONFIRMED = """
      UPDATE notification
      SET reference = :reference, sent_to = :sentTo, outcome_unknown = FALSE, last_error = NULL, retry_at = NULL
      WHERE id = :carrier
      """;

  private static final String FAILED = """
      UPDATE notification SET failed_at = :now, last_error = :error, outcome_unknown = :outcomeUnknown, retry_at = :retryAt
      WHERE id = :carrier AND sent_at IS NULL
      """;

  private static final String RETRY_REFUSED = """
      UPDATE notification SET retry_at = :now
      WHERE sent_at IS NULL AND retry_at > :now AND channel = :channel AND destination = :destination
      """;

  private static final String EDITS = """
      SELECT id, update_due_at, reference, sent_to FROM notification
      WHERE update_due_at IS NOT NULL AND sent_at IS NOT NULL AND channel = :channel AND destination = :destination
      ORDER BY update_due_at LIMIT 1
      """;

  private static final String TEXTS = """
      SELECT n.*, CASE WHEN o.sent_at IS NULL THEN FALSE ELSE TRUE END AS original_arrived FROM notification n
      LEFT JOIN notification o ON o.id = n.fallback_of
      WHERE n.id IN (:ids)
      ORDER BY n.seq
      """;

  private final JdbcClient jdbc;

  DispatchRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * A message that no longer says what is.
   *
   * @param since when it was noticed; something newer asks for another change
   * @param sent its confirmation, null when the channel has no name for it
   */
  record Edit(UUID carrier, Instant since, @Nullable DeliveryReceipt sent) {}

  /** What is owed to a place, in the order of its creation. */
  List<PendingNotification> owed(Destination destination) {
    return jdbc.sql(OWED)
        .param("channel", destination.channelKind())
        .param("destination", destination.place())
        .param("limit", OWED_AT_MOST)
        .query((row, i) -> owed(row))
        .list();
  }

  /** Notes, in the caller's transaction, that a message is on its way. */
  void begin(NotificationBatch batch) {
    List<UUID> members = batch.members().stream().map(PendingNotification::id).toList();
    for (int from = 0; from < members.size(); from += AT_ONCE) {
      jdbc.sql(CARRY)
          .param("carrier", batch.carrier())
          .param("members", members.subList(from, Math.min(from + AT_ONCE, members.size())))
          .update();
    }
    jdbc.sql(BEGIN).param("carrier", batch.carrier()).update();
  }

  void sent(UUID carrier, DeliveryReceipt receipt, Instant now) {
    jdbc.sql(SENT).param("carrier", carrier).param("now", utc(now)).update();
    jdbc.sql(CONFIRMED)
        .param("carrier", carrier)
        .param("reference", receipt.reference())
        .param("sentTo", receipt.destination())
        .update();
  }

  /**
   * Records why a message is still pending.
   *
   * @param outcomeUnknown whether it may have been delivered
   * @param retryAt when it is tried again, where its channel refuses this message alone; null: as soon as its place is
   *     free
   */
  void failed(
      UUID carrier, boolean outcomeUnknown, String error, @Nullable Instant retryAt, Instant now) {
    jdbc.sql(FAILED)
        .param("carrier", carrier)
        .param("now", utc(now))
        .param("error", error)
        .param("outcomeUnknown", outcomeUnknown)
        .param("retryAt", retryAt == null ? null : utc(retryAt), Types.TIMESTAMP_WITH_TIMEZONE)
        .update();
  }

  /** A place has taken a message, so what it refused may be taken now. */
  void retryRefused(Destination destination, Instant now) {
    jdbc.sql(RETRY_REFUSED)
        .param("channel", destination.channelKind())
        .param("destination", destination.place())
        .param("now", utc(now))
        .update();
  }

  /** What the channel itself calls a place, as it last confirmed a message there: {@code C024BE91L}. */
  Optional<String> knownAs(Destination destination) {
    return jdbc.sql("""
            SELECT sent_to FROM notification
            WHERE channel = ? AND destination = ? AND sent_to IS NOT NULL
            ORDER BY sent_at DESC LIMIT 1
            """)
        .param(destination.channelKind())
        .param(destination.place())
        .query(String.class)
        .optional();
  }

  void permalink(UUID carrier, String permalink) {
    jdbc.sql("UPDATE notification SET permalink = ? WHERE id = ?")
        .param(permalink)
        .param(carrier)
        .update();
  }

  /** The message of a place that has been wrong for longest. */
  Optional<Edit> edit(Destination destination) {
    return jdbc.sql(EDITS)
        .param("channel", destination.channelKind())
        .param("destination", destination.place())
        .query((row, i) -> new Edit(
            row.getObject("id", UUID.class),
            Objects.requireNonNull(instant(row, "update_due_at")),
            receipt(row.getString("reference"), row.getString("sent_to"))))
        .optional();
  }

  /** A message says what is, or never will. */
  void edited(Edit edit) {
    jdbc.sql("UPDATE notification SET update_due_at = NULL WHERE id = ? AND update_due_at = ?")
        .param(edit.carrier())
        .param(utc(edit.since()))
        .update();
  }

  /** The notifications that a message tells, in the order of their creation. */
  List<PendingNotification> messageId(UUID carrier) {
    return jdbc.sql("""
            SELECT id, seq, thread_of, incident, job, kind, transition, created_at
            FROM notification WHERE message_id = ? ORDER BY seq
            """).param(carrier).query((row, i) -> told(row)).list();
  }

  /** The end that was sent in the thread of a single message, empty while there is none. */
  Optional<Message> endOf(UUID carrier) {
    return jdbc.sql("""
            SELECT message FROM notification WHERE thread_of = ? AND transition = 'resolved' ORDER BY seq DESC LIMIT 1
            """)
        .param(carrier)
        .query((row, i) -> MessageJson.read(row.getString("message")))
        .optional();
  }

  /** The first text about an incident, as it was sent to the destination of a message; empty when it was sent elsewhere. */
  Optional<Notification> firstAbout(long incident, UUID inPlaceOf) {
    return jdbc.sql("""
            SELECT n.* FROM notification n
            JOIN notification c ON c.id = :carrier AND c.channel = n.channel AND c.destination = n.destination
            WHERE n.incident = :incident ORDER BY n.seq LIMIT 1
            """)
        .param("carrier", inPlaceOf)
        .param("incident", incident)
        .query((row, i) -> NotificationRowMapper.notification(row))
        .optional();
  }

  /** The texts of the given notifications, in the order of their creation. */
  List<Notification> texts(Collection<UUID> ids) {
    return jdbc.sql(TEXTS).param("ids", ids).query((row, i) -> text(row)).list();
  }

  /** Removes the reason of a copy to another channel once the original has arrived. */
  private static Notification text(ResultSet row) throws SQLException {
    Notification text = NotificationRowMapper.notification(row);
    return row.getBoolean("original_arrived")
        ? text.withMessage(text.message().without(Fallback.SENT_HERE_BECAUSE))
        : text;
  }

  private static PendingNotification owed(ResultSet row) throws SQLException {
    UUID root = row.getObject("root_carrier", UUID.class);
    DeliveryReceipt start = instant(row, "root_sent_at") == null
        ? null
        : receipt(row.getString("root_reference"), row.getString("root_place"));
    UUID carrier = row.getObject("message_id", UUID.class);
    return new PendingNotification(
        row.getObject("id", UUID.class),
        rootOf(row),
        row.getLong("seq"),
        NotificationRowMapper.about(row),
        row.getString("transition"),
        Objects.requireNonNull(instant(row, "created_at")),
        root == null ? null : new PendingNotification.Start(root, start),
        carrier == null
            ? null
            : new PendingNotification.Attempt(
                carrier,
                row.getInt("attempts"),
                row.getBoolean("outcome_unknown"),
                instant(row, "retry_at")));
  }

  private static PendingNotification told(ResultSet row) throws SQLException {
    return new PendingNotification(
        row.getObject("id", UUID.class),
        rootOf(row),
        row.getLong("seq"),
        NotificationRowMapper.about(row),
        row.getString("transition"),
        Objects.requireNonNull(instant(row, "created_at")),
        null,
        null);
  }

  private static UUID rootOf(ResultSet row) throws SQLException {
    UUID thread = row.getObject("thread_of", UUID.class);
    return thread == null ? row.getObject("id", UUID.class) : thread;
  }

  /** A channel that gives its messages no name cannot reply to one or change it. */
  private static @Nullable DeliveryReceipt receipt(
      @Nullable String reference, @Nullable String place) {
    return reference == null || place == null ? null : new DeliveryReceipt(reference, place);
  }
}
