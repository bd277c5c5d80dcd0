package io.nightjar.incident;

import static io.nightjar.platform.sql.SqlTime.bind;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;

/** Removes incidents that are over for long. One whose thread goes on in another stays, and so does one as long as its messages. */
@Repository
public class IncidentRetention {

  private static final String OLD = """
      SELECT i.id FROM incident i WHERE i.resolved_at < :before
        AND NOT EXISTS (SELECT 1 FROM incident o WHERE o.thread = i.thread AND o.resolved_at IS NULL)
        AND NOT EXISTS (SELECT 1 FROM notification n WHERE n.incident = i.id)
      ORDER BY i.resolved_at FETCH FIRST :most ROWS ONLY
      """;

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;

  IncidentRetention(JdbcClient jdbc, TransactionTemplate transaction) {
    this.jdbc = jdbc;
    this.transaction = transaction;
  }

  /**
   * Removes incidents that were resolved before an instant, the oldest first, at most so many.
   *
   * @return whether there may be more
   */
  public boolean remove(Instant before, int most) {
    return Objects.requireNonNull(transaction.execute(status -> {
      List<Long> old = jdbc.sql(OLD)
          .param("before", bind(before))
          .param("most", most)
          .query(Long.class)
          .list();
      if (!old.isEmpty()) {
        jdbc.sql("DELETE FROM incident WHERE id IN (:ids)").param("ids", old).update();
      }
      return old.size() == most;
    }));
  }
}
