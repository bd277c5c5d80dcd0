package io.nightjar.alert;

import static io.nightjar.alert.NotificationRow.instant;
import static io.nightjar.alert.NotificationRow.utc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The table {@code outlet}: who serves a place now, from when on it may be sent to, and how it has failed. Kept in the
 * database, so that the pace of a channel and what it asked for hold for all instances and after a restart.
 */
@Repository
class Outlets {

  /** Longer than any channel takes for one message, so that two never send to one place at once. */
  static final Duration LEASE = Duration.ofSeconds(60);

  private static final String NEW = """
      SELECT DISTINCT n.channel, n.destination
      FROM notification n
      WHERE n.sent_at IS NULL
        AND NOT EXISTS (SELECT 1 FROM outlet o WHERE o.channel = n.channel AND o.destination = n.destination)
      """;

  // Served in rotation, so that one with much to tell does not delay the others.
  private static final String CANDIDATES = """
      SELECT o.channel, o.destination, o.failures FROM outlet o
      WHERE o.free_at <= :now AND (o.lease_until IS NULL OR o.lease_until <= :now)
        AND (EXISTS (SELECT 1 FROM notification n
            WHERE n.sent_at IS NULL AND n.channel = o.channel AND n.destination = o.destination)
          OR EXISTS (SELECT 1 FROM notification n
            WHERE n.edit_at IS NOT NULL AND n.sent_at IS NOT NULL
              AND n.channel = o.channel AND n.destination = o.destination))
      ORDER BY o.served_at NULLS FIRST, o.channel, o.destination
      """;

  // Safe when several dispatch at once: one statement, whose condition the database evaluates again
  // once a concurrent change of the row has been committed; only the first finds it free.
  private static final String LEASE_ONE = """
      UPDATE outlet o SET leased_by = :holder, lease_until = :until
      WHERE o.channel = :channel AND o.destination = :destination
        AND o.free_at <= :now AND (o.lease_until IS NULL OR o.lease_until <= :now)
      """;

  private static final String HELD = """
      UPDATE outlet SET lease_until = :until
      WHERE channel = :channel AND destination = :destination AND leased_by = :holder AND lease_until = :until
      """;

  // Without a look at the lease: what the channel has said of the place is true, whoever serves it
  // next.
  private static final String SUCCEEDED = """
      UPDATE outlet
      SET free_at = :freeAt, served_at = :now, failures = 0, failing_since = NULL, refused = FALSE, last_error = NULL,
        leased_by = NULL, lease_until = NULL
      WHERE channel = :channel AND destination = :destination
      """;

  private static final String FAILED = """
      UPDATE outlet
      SET free_at = :freeAt, served_at = :now, failures = failures + 1,
        failing_since = COALESCE(failing_since, :now), refused = :refused, last_error = :error,
        leased_by = NULL, lease_until = NULL
      WHERE channel = :channel AND destination = :destination
      """;

  private static final String LEAVE = """
      UPDATE outlet
      SET free_at = :freeAt, leased_by = NULL, lease_until = NULL
      WHERE channel = :channel AND destination = :destination AND leased_by = :holder
      """;

  private static final String STUCK = """
      SELECT o.channel, o.destination, o.refused, o.last_error, COUNT(*) AS owed, MIN(n.created_at) AS oldest
      FROM outlet o
      JOIN notification n ON n.channel = o.channel AND n.destination = o.destination AND n.sent_at IS NULL
      GROUP BY o.channel, o.destination, o.refused, o.last_error
      HAVING o.refused OR MIN(n.created_at) <= :before
      ORDER BY oldest
      """;

  private static final String LAST_ERROR = """
      SELECT last_error FROM outlet o
      WHERE last_error IS NOT NULL AND EXISTS (
        SELECT 1 FROM notification n
        WHERE n.sent_at IS NULL AND n.channel = o.channel AND n.destination = o.destination)
      ORDER BY served_at DESC LIMIT 1
      """;

  private final JdbcClient jdbc;
  private final UUID holder = UUID.randomUUID();

  Outlets(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The outlets to which something is owed and that may be sent to, the one served longest ago first. */
  List<Outlet> candidates(Instant now) {
    jdbc.sql(NEW)
        .query((row, i) -> destination(row))
        .list()
        .forEach(destination -> create(destination, now));
    return jdbc.sql(CANDIDATES)
        .param("now", utc(now))
        .query((row, i) ->
            new Outlet(destination(row), row.getInt("failures"), holder, now.plus(LEASE)))
        .list();
  }

  private void create(Destination destination, Instant now) {
    try {
      jdbc.sql("INSERT INTO outlet (channel, destination, free_at) VALUES (?, ?, ?)")
          .param(destination.channelKind())
          .param(destination.place())
          .param(utc(now))
          .update();
    } catch (DuplicateKeyException e) {
      // Another instance was quicker.
    }
  }

  /** False when another has it. */
  boolean lease(Outlet outlet, Instant now) {
    return statement(LEASE_ONE, outlet.destination())
            .param("now", utc(now))
            .param("holder", outlet.holder())
            .param("until", utc(outlet.leaseUntil()))
            .update()
        == 1;
  }

  /** Whether the lease still holds, in the caller's transaction: a process that was suspended has lost it. */
  boolean isHeld(Outlet outlet) {
    return statement(HELD, outlet.destination())
            .param("holder", outlet.holder())
            .param("until", utc(outlet.leaseUntil()))
            .update()
        == 1;
  }

  void succeeded(Outlet outlet, Instant freeAt, Instant now) {
    statement(SUCCEEDED, outlet.destination())
        .param("freeAt", utc(freeAt))
        .param("now", utc(now))
        .update();
  }

  void failed(Outlet outlet, boolean refused, String error, Instant freeAt, Instant now) {
    statement(FAILED, outlet.destination())
        .param("freeAt", utc(freeAt))
        .param("now", utc(now))
        .param("refused", refused)
        .param("error", error)
        .update();
  }

  /** Gives the lease back without having sent anything. */
  void leave(Outlet outlet, Instant freeAt) {
    statement(LEAVE, outlet.destination())
        .param("freeAt", utc(freeAt))
        .param("holder", outlet.holder())
        .update();
  }

  /** When the next outlet may be sent to again, null when none is waiting. */
  @Nullable
  Instant nextFree(Instant now) {
    return jdbc.sql("SELECT MIN(free_at) AS next FROM outlet WHERE free_at > :now")
        .param("now", utc(now))
        .query((row, i) -> Optional.ofNullable(instant(row, "next")))
        .single()
        .orElse(null);
  }

  /** The outlets that refuse what is owed to them, or have owed it since the given instant or longer. */
  List<Stuck> stuck(Instant before) {
    return jdbc.sql(STUCK)
        .param("before", utc(before))
        .query((row, i) -> stuck(row))
        .list();
  }

  /** Why the outlet that failed last did so, null when none to which something is owed has failed. */
  @Nullable
  String lastError() {
    return jdbc.sql(LAST_ERROR).query(String.class).optional().orElse(null);
  }

  private static Stuck stuck(ResultSet row) throws SQLException {
    return new Stuck(
        destination(row),
        row.getObject("oldest", java.time.OffsetDateTime.class).toInstant(),
        row.getBoolean("refused"),
        row.getString("last_error"),
        row.getLong("owed"));
  }

  private static Destination destination(ResultSet row) throws SQLException {
    return new Destination(row.getString("channel"), row.getString("destination"));
  }

  private JdbcClient.StatementSpec statement(String sql, Destination destination) {
    return jdbc.sql(sql)
        .param("channel", destination.channelKind())
        .param("destination", destination.place());
  }
}
