package io.nightjar.notification.dispatch;

import static io.nightjar.notification.outbox.NotificationRowMapper.instant;
import static io.nightjar.notification.outbox.NotificationRowMapper.utc;

import io.nightjar.notification.Destination;
import io.nightjar.notification.outbox.UndeliverableDestination;
import io.nightjar.platform.sql.Dialect;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The table {@code destination}: who serves a place now, from when on it may be sent to, and how it has failed. Kept in the
 * database, so that the pace of a channel and what it asked for hold for all instances and after a restart.
 */
@Repository
public class DestinationRepository {

  /** Longer than any channel takes for one message, so that two never send to one place at once. */
  static final Duration LEASE = Duration.ofSeconds(60);

  /** By so much the clocks of two processes may differ without either being wrong. */
  private static final Duration CLOCKS_DIFFER = Duration.ofSeconds(5);

  private static final String NEW = """
      SELECT DISTINCT n.channel, n.destination
      FROM notification n
      WHERE n.sent_at IS NULL
        AND NOT EXISTS (SELECT 1 FROM destination o WHERE o.channel = n.channel AND o.destination = n.destination)
      """;

  // A place is held by what was decided before now. What a clock decided that was ahead, and was
  // put right since, holds
  // nobody: not for a moment longer than clocks may differ. A lease of this process is one whose
  // turn ended in an error.
  private static final String FREE = """
      (o.next_attempt_at <= :now OR o.served_at > :ahead)
        AND (o.lease_until IS NULL OR o.lease_until <= :now OR o.lease_until > :latestLease OR o.leased_by = :holder)
      """;

  // Served in rotation, so that one with much to tell does not delay the others; last what ended in
  // an error before.
  private static final String CANDIDATES = """
      SELECT o.channel, o.destination, o.failures FROM destination o
      WHERE
      """ + FREE + """
        AND (EXISTS (SELECT 1 FROM notification n
            WHERE n.sent_at IS NULL AND n.channel = o.channel AND n.destination = o.destination
              AND NOT EXISTS (SELECT 1 FROM notification c
                WHERE c.id = n.message_id AND c.retry_at > :now AND c.retry_at <= :latestRetry))
          OR EXISTS (SELECT 1 FROM notification n
            WHERE n.update_due_at IS NOT NULL AND n.sent_at IS NOT NULL
              AND n.channel = o.channel AND n.destination = o.destination))
      ORDER BY CASE WHEN o.leased_by = :holder THEN 1 ELSE 0 END,
        CASE WHEN o.served_at IS NULL THEN 0 ELSE 1 END, o.served_at, o.channel, o.destination
      """;

  // Safe when several dispatch at once: one statement, whose condition the database evaluates again
  // once a concurrent change of the row has been committed; only the first finds it free.
  private static final String LEASE_ONE = """
      UPDATE destination o SET leased_by = :holder, lease_until = :until
      WHERE o.channel = :channel AND o.destination = :destination
        AND
      """ + FREE;

  private static final String HELD = """
      UPDATE destination SET lease_until = :until
      WHERE channel = :channel AND destination = :destination AND leased_by = :holder AND lease_until = :until
      """;

  // Does not check the lease: the answer of the channel about the destination is valid, whoever
  // serves it
  // next.
  private static final String SUCCEEDED = """
      UPDATE destination
      SET next_attempt_at = :nextAttemptAt, served_at = :now, failures = 0, failing_since = NULL, refused = FALSE, last_error = NULL,
        leased_by = NULL, lease_until = NULL
      WHERE channel = :channel AND destination = :destination
      """;

  private static final String FAILED = """
      UPDATE destination
      SET next_attempt_at = :nextAttemptAt, served_at = :now, failures = failures + 1,
        failing_since = COALESCE(failing_since, :now), refused = :refused, last_error = :error,
        leased_by = NULL, lease_until = NULL
      WHERE channel = :channel AND destination = :destination
      """;

  private static final String LEAVE = """
      UPDATE destination
      SET next_attempt_at = :nextAttemptAt, served_at = :now, leased_by = NULL, lease_until = NULL
      WHERE channel = :channel AND destination = :destination AND leased_by = :holder
      """;

  private static final String RETRY_REFUSED =
      "UPDATE destination SET next_attempt_at = :now WHERE channel = :channel AND refused AND next_attempt_at > :now";

  private static final String STUCK = """
      SELECT o.channel, o.destination, o.refused, FALSE AS content, o.last_error, COUNT(*) AS owed,
        MIN(n.created_at) AS oldest
      FROM destination o
      JOIN notification n ON n.channel = o.channel AND n.destination = o.destination AND n.sent_at IS NULL
      LEFT JOIN notification c ON c.id = n.message_id
      WHERE c.retry_at IS NULL
      GROUP BY o.channel, o.destination, o.refused, o.last_error
      HAVING o.refused OR MIN(n.created_at) <= :before OR MIN(n.created_at) > :ahead
      UNION ALL
      SELECT n.channel, n.destination, FALSE, TRUE, MAX(c.last_error), COUNT(*), MIN(n.created_at)
      FROM notification n
      JOIN notification c ON c.id = n.message_id
      WHERE n.sent_at IS NULL AND c.retry_at IS NOT NULL
      GROUP BY n.channel, n.destination
      ORDER BY oldest
      """;

  private static final String LAST_ERROR = """
      SELECT last_error FROM destination o
      WHERE last_error IS NOT NULL AND EXISTS (
        SELECT 1 FROM notification n
        WHERE n.sent_at IS NULL AND n.channel = o.channel AND n.destination = o.destination)
      ORDER BY served_at DESC LIMIT 1
      """;

  private final JdbcClient jdbc;
  private final Dialect dialect;
  private final UUID holder = UUID.randomUUID();

  public DestinationRepository(JdbcClient jdbc, Dialect dialect) {
    this.jdbc = jdbc;
    this.dialect = dialect;
  }

  /** The destinations with pending notifications that may be sent now, the one served longest ago first. */
  List<DestinationLease> candidates(Instant now) {
    jdbc.sql(NEW)
        .query((row, i) -> destination(row))
        .list()
        .forEach(destination -> create(destination, now));
    return free(jdbc.sql(CANDIDATES), now)
        .param("latestRetry", utc(now.plus(RetryBackoff.REFUSED)))
        .query((row, i) ->
            new DestinationLease(destination(row), row.getInt("failures"), holder, now.plus(LEASE)))
        .list();
  }

  private void create(Destination destination, Instant now) {
    dialect.insertIfAbsent(
        jdbc,
        "INSERT INTO destination (channel, destination, next_attempt_at) VALUES (:channel, :destination, :now)",
        Map.of(
            "channel", destination.channelKind(),
            "destination", destination.place(),
            "now", utc(now)));
  }

  /** False when another has it. */
  boolean lease(DestinationLease lease, Instant now) {
    return free(statement(LEASE_ONE, lease.destination()), now)
            .param("until", utc(lease.leaseUntil()))
            .update()
        == 1;
  }

  /** Whether the lease still holds, in the caller's transaction: a process that was suspended has lost it. */
  boolean isHeld(DestinationLease lease) {
    return statement(HELD, lease.destination())
            .param("holder", lease.holder())
            .param("until", utc(lease.leaseUntil()))
            .update()
        == 1;
  }

  void succeeded(DestinationLease lease, Instant nextAttemptAt, Instant now) {
    statement(SUCCEEDED, lease.destination())
        .param("nextAttemptAt", utc(nextAttemptAt))
        .param("now", utc(now))
        .update();
  }

  void failed(
      DestinationLease lease, boolean refused, String error, Instant nextAttemptAt, Instant now) {
    statement(FAILED, lease.destination())
        .param("nextAttemptAt", utc(nextAttemptAt))
        .param("now", utc(now))
        .param("refused", refused)
        .param("error", error)
        .update();
  }

  /** Releases the lease without changing the state of the destination. */
  void leave(DestinationLease lease, Instant nextAttemptAt, Instant now) {
    statement(LEAVE, lease.destination())
        .param("nextAttemptAt", utc(nextAttemptAt))
        .param("now", utc(now))
        .param("holder", lease.holder())
        .update();
  }

  /** The places of a channel that refused everything are tried again: the channel takes messages again. */
  void retryRefused(String channelKind, Instant now) {
    jdbc.sql(RETRY_REFUSED).param("channel", channelKind).param("now", utc(now)).update();
  }

  /** When the next lease may be sent to again, null when none is waiting. */
  @Nullable
  Instant nextFree(Instant now) {
    return jdbc.sql(
            "SELECT MIN(next_attempt_at) AS next FROM destination WHERE next_attempt_at > :now")
        .param("now", utc(now))
        .query((row, i) -> Optional.ofNullable(instant(row, "next")))
        .single()
        .orElse(null);
  }

  /** The destinations that refuse their notifications, or whose notifications have been pending for this long. */
  List<UndeliverableDestination> stuck(Duration longest, Instant now) {
    return jdbc.sql(STUCK)
        .param("before", utc(now.minus(longest)))
        .param("ahead", utc(now.plus(longest)))
        .query((row, i) -> stuck(row))
        .list();
  }

  /** The error of the lease that failed last, null when no destination with pending notifications has failed. */
  @Nullable
  String lastError() {
    return jdbc.sql(LAST_ERROR).query(String.class).optional().orElse(null);
  }

  private static UndeliverableDestination stuck(ResultSet row) throws SQLException {
    return new UndeliverableDestination(
        destination(row),
        row.getObject("oldest", java.time.OffsetDateTime.class).toInstant(),
        row.getBoolean("refused"),
        row.getBoolean("content"),
        row.getString("last_error"),
        row.getLong("owed"));
  }

  private static Destination destination(ResultSet row) throws SQLException {
    return new Destination(row.getString("channel"), row.getString("destination"));
  }

  private JdbcClient.StatementSpec free(JdbcClient.StatementSpec statement, Instant now) {
    return statement
        .param("now", utc(now))
        .param("ahead", utc(now.plus(CLOCKS_DIFFER)))
        .param("latestLease", utc(now.plus(LEASE.multipliedBy(2))))
        .param("holder", holder);
  }

  private JdbcClient.StatementSpec statement(String sql, Destination destination) {
    return jdbc.sql(sql)
        .param("channel", destination.channelKind())
        .param("destination", destination.place());
  }
}
