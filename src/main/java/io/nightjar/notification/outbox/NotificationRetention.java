package io.nightjar.notification.outbox;

import io.nightjar.platform.sql.OldRows;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Deletes messages that were delivered long ago, each with all notifications that it carries. Kept are messages about an open
 * incident or in the thread of one, and pending notifications.
 */
@Repository
public class NotificationRetention {

  private static final OldRows OLD =
      new OldRows("""
      SELECT c.id FROM notification c WHERE c.sent_at < :before AND c.message_id = c.id AND c.update_due_at IS NULL
        AND NOT EXISTS (SELECT 1 FROM notification n WHERE n.message_id = c.id AND (n.sent_at IS NULL
          OR EXISTS (SELECT 1 FROM incident i WHERE i.resolved_at IS NULL AND (i.id = n.incident OR i.thread = n.id))))
      ORDER BY c.sent_at LIMIT :most
      """, "DELETE FROM notification WHERE message_id IN (:ids)");

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;

  NotificationRetention(JdbcClient jdbc, TransactionTemplate transaction) {
    this.jdbc = jdbc;
    this.transaction = transaction;
  }

  /**
   * Deletes messages that their channel confirmed before an instant, the oldest first, at most {@code most}.
   *
   * @return whether there may be more
   */
  public boolean remove(Instant before, int most) {
    return OLD.delete(jdbc, transaction, before, most);
  }
}
