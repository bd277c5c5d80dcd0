package io.nightjar.alert;

import static io.nightjar.alert.NotificationRow.instant;
import static io.nightjar.alert.NotificationRow.utc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The notifications owed. What is added in the transaction of its cause is neither lost nor told without it. */
@Repository
public class Outbox {

  private static final String INSERT = """
      INSERT INTO notification
        (id, incident, transition, channel, destination, thread_of, message, created_at, due_at)
      VALUES (:id, :incident, :transition, :channel, :destination, :threadOf, :message, :createdAt, :createdAt)
      """;

  private static final String PENDING = """
      SELECT COUNT(*) AS owed, COUNT(CASE WHEN refused THEN 1 END) AS refused, MIN(created_at) AS oldest
      FROM notification
      WHERE sent_at IS NULL
      """;

  private static final String FIND =
      "SELECT * FROM notification WHERE incident = :incident ORDER BY seq";

  private static final String LAST_SENT =
      "SELECT MAX(sent_at) AS latest FROM notification WHERE sent_at IS NOT NULL";

  private static final String LAST_ERROR = """
      SELECT last_error FROM notification
      WHERE sent_at IS NULL AND failed_at IS NOT NULL
      ORDER BY failed_at DESC LIMIT 1
      """;

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
    batches.batchUpdate(
        INSERT,
        notifications.stream().map(Outbox::parameters).toArray(MapSqlParameterSource[]::new));
  }

  /** What is owed, for metrics and health. */
  public Pending pending(Instant now) {
    return jdbc.sql(PENDING).query((row, i) -> pending(row, now)).single();
  }

  /** All notifications about an incident, in the order of their creation. */
  public List<OutboxEntry> find(long incident) {
    return jdbc.sql(FIND)
        .param("incident", incident)
        .query((row, i) -> NotificationRow.entry(row))
        .list();
  }

  /** When a channel last confirmed a notification, null when none ever did. */
  @Nullable
  Instant lastSent() {
    return jdbc.sql(LAST_SENT)
        .query((row, i) -> Optional.ofNullable(instant(row, "latest")))
        .single()
        .orElse(null);
  }

  /** Why the latest failed attempt of what is still owed failed, null when nothing owed has failed. */
  @Nullable
  String lastError() {
    return jdbc.sql(LAST_ERROR).query(String.class).optional().orElse(null);
  }

  private static MapSqlParameterSource parameters(Notification notification) {
    return new MapSqlParameterSource()
        .addValue("id", notification.id())
        .addValue("incident", notification.incident())
        .addValue("transition", notification.transition())
        .addValue("channel", notification.destination().channelKind())
        .addValue("destination", notification.destination().place())
        .addValue("threadOf", notification.threadOf())
        .addValue("message", MessageJson.write(notification.message()))
        .addValue("createdAt", utc(notification.createdAt()));
  }

  private static Pending pending(ResultSet row, Instant now) throws SQLException {
    Instant oldest = instant(row, "oldest");
    Duration age =
        oldest == null || oldest.isAfter(now) ? Duration.ZERO : Duration.between(oldest, now);
    return new Pending(row.getLong("owed"), row.getLong("refused"), oldest, age);
  }
}
