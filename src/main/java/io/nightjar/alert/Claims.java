package io.nightjar.alert;

import static io.nightjar.alert.NotificationRow.instant;
import static io.nightjar.alert.NotificationRow.utc;

import io.nightjar.alert.DeliveryException.Kind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The dispatcher's side of the outbox: leases, outcomes. Each call is one short transaction; none is open while a
 * message is on its way.
 */
@Repository
class Claims {

  /** Longer than any channel takes for one message, so that a message is not sent by two at once. */
  static final Duration LEASE = Duration.ofSeconds(60);

  static final int MAX_ERROR = 500;

  private static final String FREE = """
      n.sent_at IS NULL AND n.due_at <= :now AND (n.lease_until IS NULL OR n.lease_until <= :now)
      """;

  private static final String DESTINATIONS =
      "SELECT DISTINCT n.channel, n.destination FROM notification n WHERE " + FREE;

  // A reply waits for the first message of its thread and for the earlier replies.
  private static final String CANDIDATES = "SELECT n.id FROM notification n WHERE " + FREE + """
      AND n.channel = :channel AND n.destination = :destination
      AND (n.thread_of IS NULL
        OR (NOT EXISTS (SELECT 1 FROM notification f WHERE f.id = n.thread_of AND f.sent_at IS NULL)
          AND NOT EXISTS (
            SELECT 1 FROM notification e
            WHERE e.thread_of = n.thread_of AND e.seq < n.seq AND e.sent_at IS NULL)))
      ORDER BY n.seq
      LIMIT 3
      """;

  // Safe when several dispatch at once: one statement, whose condition the database evaluates again
  // once a concurrent change of the row has been committed; only the first finds the lease free.
  // A lease that was never given back belonged to a process that died: what it sent is not known.
  private static final String LEASE_ONE = """
      UPDATE notification n
      SET attempts = attempts + 1,
        unclear = CASE WHEN lease_until IS NULL THEN unclear ELSE TRUE END,
        leased_by = :holder,
        lease_until = :until
      WHERE n.id = :id AND""" + " " + FREE;

  private static final String CLAIM = """
      SELECT n.*, f.reference AS thread_reference, f.sent_to AS thread_place
      FROM notification n
      LEFT JOIN notification f ON f.id = n.thread_of AND f.channel = n.channel
      WHERE n.id = :id
      """;

  // Without a look at the lease: the channel has confirmed it, whoever may send it next.
  private static final String SENT = """
      UPDATE notification
      SET sent_at = :now, reference = :reference, sent_to = :sentTo, refused = FALSE, last_error = NULL,
        leased_by = NULL, lease_until = NULL
      WHERE id = :id AND sent_at IS NULL
      """;

  private static final String FAILED = """
      UPDATE notification
      SET due_at = :due, failed_at = :now, last_error = :error, refused = :refused,
        unclear = CASE WHEN :nowUnclear THEN TRUE ELSE unclear END,
        leased_by = NULL, lease_until = NULL
      WHERE id = :id AND sent_at IS NULL AND leased_by = :holder
      """;

  private static final String NEXT_DUE =
      "SELECT MIN(due_at) AS due FROM notification WHERE sent_at IS NULL AND due_at > :now";

  private final JdbcClient jdbc;
  private final UUID holder = UUID.randomUUID();

  Claims(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The destinations to which something is due. */
  List<Destination> destinations(Instant now) {
    return jdbc.sql(DESTINATIONS)
        .param("now", utc(now))
        .query((row, i) -> new Destination(row.getString("channel"), row.getString("destination")))
        .list();
  }

  /** Leases the oldest notification that is due to a destination and waits for no other. */
  Optional<Claim> claim(Destination destination, Instant now) {
    return jdbc
        .sql(CANDIDATES)
        .param("now", utc(now))
        .param("channel", destination.channelKind())
        .param("destination", destination.place())
        .query(UUID.class)
        .list()
        .stream()
        .filter(id -> lease(id, now))
        .findFirst()
        .map(id -> jdbc.sql(CLAIM).param("id", id).query((row, i) -> claim(row)).single());
  }

  void sent(UUID id, Receipt receipt, Instant now) {
    jdbc.sql(SENT)
        .param("id", id)
        .param("now", utc(now))
        .param("reference", receipt.reference())
        .param("sentTo", receipt.destination())
        .update();
  }

  void failed(UUID id, Kind kind, String error, Instant due, Instant now) {
    jdbc.sql(FAILED)
        .param("id", id)
        .param("holder", holder)
        .param("now", utc(now))
        .param("due", utc(due))
        .param("error", error)
        .param("refused", kind == Kind.PERMANENT)
        .param("nowUnclear", kind == Kind.UNCLEAR)
        .update();
  }

  /** When something that is not due yet will be, null when nothing is put off. */
  @Nullable
  Instant nextDue(Instant now) {
    return jdbc.sql(NEXT_DUE)
        .param("now", utc(now))
        .query((row, i) -> Optional.ofNullable(instant(row, "due")))
        .single()
        .orElse(null);
  }

  private boolean lease(UUID id, Instant now) {
    return jdbc.sql(LEASE_ONE)
            .param("id", id)
            .param("now", utc(now))
            .param("holder", holder)
            .param("until", utc(now.plus(LEASE)))
            .update()
        == 1;
  }

  private static Claim claim(ResultSet row) throws SQLException {
    String reference = row.getString("thread_reference");
    String place = row.getString("thread_place");
    return new Claim(
        NotificationRow.notification(row),
        row.getInt("attempts"),
        row.getBoolean("unclear"),
        reference == null || place == null ? null : new Claim.Start(reference, place));
  }
}
