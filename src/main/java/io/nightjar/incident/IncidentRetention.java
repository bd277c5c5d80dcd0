package io.nightjar.incident;

import io.nightjar.platform.sql.OldRows;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Deletes incidents that were resolved long ago. An incident is kept while a later one in its thread is open, and while its
 * notifications are kept.
 */
@Repository
public class IncidentRetention {

  private static final OldRows OLD = new OldRows("""
      SELECT i.id FROM incident i WHERE i.resolved_at < :before
        AND NOT EXISTS (SELECT 1 FROM incident o WHERE o.thread = i.thread AND o.resolved_at IS NULL)
        AND NOT EXISTS (SELECT 1 FROM notification n WHERE n.incident = i.id)
      ORDER BY i.resolved_at LIMIT :most
      """, "DELETE FROM incident WHERE id IN (:ids)");

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;

  IncidentRetention(JdbcClient jdbc, TransactionTemplate transaction) {
    this.jdbc = jdbc;
    this.transaction = transaction;
  }

  /**
   * Deletes incidents that were resolved before an instant, the oldest first, at most {@code most}.
   *
   * @return whether there may be more
   */
  public boolean remove(Instant before, int most) {
    return OLD.delete(jdbc, transaction, before, most);
  }
}
