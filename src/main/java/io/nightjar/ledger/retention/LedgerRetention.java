package io.nightjar.ledger.retention;

import static io.nightjar.platform.sql.SqlTime.bind;

import io.nightjar.job.JobCatalogue;
import io.nightjar.platform.sql.OldRows;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Removes what is old from the ledger, the oldest first. What is open stays, and so does what an incident tells of for
 * as long as there is the incident, and the latest occurrence of each job however old it is.
 */
@Repository
public class LedgerRetention {

  private static final OldRows OLD_HEARTBEATS =
      new OldRows("""
      SELECT h.id FROM heartbeat h WHERE h.recorded_at < :before
        AND NOT EXISTS (SELECT 1 FROM run r WHERE r.id = h.run AND (r.outcome IS NULL
          OR EXISTS (SELECT 1 FROM incident i
            WHERE i.resolved_at IS NULL AND i.job = r.job AND (i.occurrence = r.occurrence OR i.run = r.id))))
      ORDER BY h.recorded_at LIMIT :most
      """, "DELETE FROM heartbeat WHERE id IN (:ids)");

  private static final String OLD_EXPECTED_RUNS = """
      SELECT e.id FROM expected_run e WHERE e.occurrence < :before
        AND EXISTS (SELECT 1 FROM expected_run l
          WHERE l.job = e.job AND l.occurrence > e.occurrence AND l.occurrence <= :now)
        AND NOT EXISTS (SELECT 1 FROM incident i WHERE i.job = e.job AND i.occurrence = e.occurrence)
        AND NOT EXISTS (SELECT 1 FROM run r
          WHERE r.job = e.job AND r.occurrence = e.occurrence AND r.outcome IS NULL)
      """;

  private static final String OLD_RUNS = """
      SELECT r.id FROM run r WHERE r.finished_at < :before
        AND NOT EXISTS (SELECT 1 FROM expected_run e WHERE e.job = r.job AND e.occurrence = r.occurrence)
        AND NOT EXISTS (SELECT 1 FROM incident i
          WHERE i.job = r.job AND (i.occurrence = r.occurrence OR i.run = r.id))
      """;

  private static final String JUDGED = "next_check_at IS NULL";

  // Its expected runs are not judged one by one.
  private static final String OF_THE_CANARY = "job = '" + JobCatalogue.CANARY + "'";

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;

  LedgerRetention(JdbcClient jdbc, TransactionTemplate transaction) {
    this.jdbc = jdbc;
    this.transaction = transaction;
  }

  /**
   * Removes heartbeats that were recorded before an instant, at most so many.
   *
   * @return whether there may be more; so of the others
   */
  public boolean removeHeartbeats(Instant before, int most) {
    return OLD_HEARTBEATS.delete(jdbc, transaction, before, most);
  }

  /** Removes the expected runs of occurrences, and the runs finished, before an instant, at most so many of each. */
  public boolean removeExpectedRuns(Instant before, Instant now, int most) {
    return remove(before, now, most, JUDGED);
  }

  /** The same for the canary alone, which leaves a row twice a minute. */
  public boolean removeCanary(Instant before, Instant now, int most) {
    return remove(before, now, most, OF_THE_CANARY);
  }

  private boolean remove(Instant before, Instant now, int most, String which) {
    return Objects.requireNonNull(transaction.execute(status -> {
      int expected = removeExpected(before, now, most, which);
      return removeRuns(before, most, which) == most || expected == most;
    }));
  }

  private int removeExpected(Instant before, Instant now, int most, String which) {
    List<Long> old = jdbc.sql(
            OLD_EXPECTED_RUNS + " AND e." + which + " ORDER BY e.occurrence LIMIT :most")
        .param("before", bind(before))
        .param("now", bind(now))
        .param("most", most)
        .query(Long.class)
        .list();
    // Unless it has become due since: somebody has just asked for a run of that occurrence.
    delete("expected_run WHERE " + which + " AND id", old);
    return old.size();
  }

  private int removeRuns(Instant before, int most, String which) {
    List<UUID> old = jdbc.sql(OLD_RUNS + " AND r." + which + " ORDER BY r.finished_at LIMIT :most")
        .param("before", bind(before))
        .param("most", most)
        .query(UUID.class)
        .list();
    delete("heartbeat WHERE run", old);
    delete("run WHERE id", old);
    return old.size();
  }

  private void delete(String where, List<?> ids) {
    if (!ids.isEmpty()) {
      jdbc.sql("DELETE FROM " + where + " IN (:ids)").param("ids", ids).update();
    }
  }
}
