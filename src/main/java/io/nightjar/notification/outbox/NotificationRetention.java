package io.nightjar.notification.outbox;

import static io.nightjar.notification.outbox.NotificationRowMapper.utc;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Removes messages that were delivered long ago, each whole, with all notifications that it carries. One that tells of an
 * open incident, or in whose thread one is told, stays; and so does what is still owed, however old.
 */
@Repository
public class NotificationRetention {

  private static final String OLD = """
      SELECT c.id FROM notification c WHERE c.sent_at < :before AND c.message_id = c.id AND c.update_due_at IS NULL
        AND NOT EXISTS (SELECT 1 FROM notification n WHERE n.message_id = c.id AND (n.sent_at IS NULL
          OR EXISTS (SELECT 1 FROM incident i WHERE i.resolved_at IS NULL AND (i.id = n.incident OR i.thread = n.id))))
      ORDER BY c.sent_at FETCH FIRST :most ROWS ONLY
      """;

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;

  NotificationRetention(JdbcClient jdbc, TransactionTemplate transaction) {
    this.jdbc = jdbc;
    this.transaction = transaction;
  }

  /**
   * Removes messages that their channel confirmed before an instant, the oldest first, at most so many.
   *
   * @return whether there may be more
   */
  public boolean remove(Instant before, int most) {
    return Objects.requireNonNull(transaction.execute(status -> {
      List<UUID> old = jdbc.sql(OLD)
          .param("before", utc(before))
          .param("most", most)
          .query(UUID.class)
          .list();
      if (!old.isEmpty()) {
        jdbc.sql("DELETE FROM notification WHERE message_id IN (:ids)")
            .param("ids", old)
            .update();
      }
      return old.size() == most;
    }));
  }
}
