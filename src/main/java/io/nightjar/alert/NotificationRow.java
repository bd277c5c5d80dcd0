package io.nightjar.alert;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads the table {@code notification}. */
final class NotificationRow {

  private NotificationRow() {}

  static OutboxEntry entry(ResultSet row) throws SQLException {
    return new OutboxEntry(
        notification(row),
        row.getInt("attempts"),
        row.getString("last_error"),
        instant(row, "sent_at"),
        row.getString("reference"));
  }

  static Notification notification(ResultSet row) throws SQLException {
    return new Notification(
        row.getObject("id", UUID.class),
        row.getObject("incident", Long.class),
        row.getString("transition"),
        new Destination(row.getString("channel"), row.getString("destination")),
        row.getObject("thread_of", UUID.class),
        MessageJson.read(row.getString("message")),
        row.getObject("created_at", OffsetDateTime.class).toInstant());
  }

  static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
    return value == null ? null : value.toInstant();
  }

  static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
