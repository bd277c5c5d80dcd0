package io.nightjar.platform.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Binds and reads instants with their UTC offset, so that no session or process time zone can shift them. */
public final class SqlTime {

  private SqlTime() {}

  /** The value to bind to a {@code TIMESTAMP WITH TIME ZONE}. */
  public static OffsetDateTime bind(Instant instant) {
    return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
  }

  /** As {@link #bind}; null stays null. */
  public static @Nullable OffsetDateTime bindNullable(@Nullable Instant instant) {
    return instant == null ? null : bind(instant);
  }

  public static Instant read(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  public static @Nullable Instant readNullable(ResultSet row, String column) throws SQLException {
    OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
    return value == null ? null : value.toInstant();
  }
}
