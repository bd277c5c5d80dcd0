package io.nightjar.notification.outbox;

import io.nightjar.incident.IncidentKind;
import io.nightjar.notification.Destination;
import io.nightjar.notification.Notification;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads the table {@code notification}. */
public final class NotificationRowMapper {

  private NotificationRowMapper() {}

  /** What an entry is read from: the notification, and the state of the message that carries it. */
  static final String ENTRIES = """
      SELECT n.id, n.seq, n.incident, n.job, n.kind, n.transition, n.channel, n.destination, n.thread_of, n.message,
        n.created_at, n.sent_at, n.message_id, n.fallback_of,
        c.attempts, c.failed_at, c.last_error, c.reference, c.sent_to, c.permalink
      FROM notification n
      LEFT JOIN notification c ON c.id = n.message_id
      """;

  static OutboxEntry entry(ResultSet row) throws SQLException {
    return new OutboxEntry(
        notification(row),
        row.getLong("seq"),
        row.getObject("message_id", UUID.class),
        row.getObject("fallback_of", UUID.class),
        attempt(row),
        receipt(row));
  }

  private static OutboxEntry.Attempts attempt(ResultSet row) throws SQLException {
    return new OutboxEntry.Attempts(
        row.getInt("attempts"), instant(row, "failed_at"), row.getString("last_error"));
  }

  private static OutboxEntry.@Nullable Proof receipt(ResultSet row) throws SQLException {
    Instant sentAt = instant(row, "sent_at");
    return sentAt == null
        ? null
        : new OutboxEntry.Proof(
            sentAt,
            row.getString("reference"),
            row.getString("sent_to"),
            row.getString("permalink"));
  }

  public static Notification notification(ResultSet row) throws SQLException {
    return new Notification(
        row.getObject("id", UUID.class),
        about(row),
        row.getString("transition"),
        new Destination(row.getString("channel"), row.getString("destination")),
        row.getObject("thread_of", UUID.class),
        MessageJson.read(row.getString("message")),
        row.getObject("created_at", OffsetDateTime.class).toInstant());
  }

  /** Null also for rows from before incidents were grouped: these are sent alone. */
  public static Notification.@Nullable About about(ResultSet row) throws SQLException {
    Long incident = row.getObject("incident", Long.class);
    String kind = row.getString("kind");
    return incident == null || kind == null
        ? null
        : new Notification.About(incident, row.getString("job"), IncidentKind.of(kind));
  }

  public static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
    return value == null ? null : value.toInstant();
  }

  public static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
