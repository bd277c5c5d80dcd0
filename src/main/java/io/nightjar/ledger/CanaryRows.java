package io.nightjar.ledger;

import static io.nightjar.ledger.SqlTime.bind;

import io.nightjar.job.JobCatalogue;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;

/** Removes what the canary has left, which tells nobody anything after a day. Of no other job is anything ever removed. */
@Repository
public class CanaryRows {

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;

  CanaryRows(JdbcClient jdbc, TransactionTemplate transaction) {
    this.jdbc = jdbc;
    this.transaction = transaction;
  }

  /**
   * Removes runs fired, and runs expected, before an instant, the oldest first, at most so many of each.
   *
   * @return whether there may be more
   */
  public boolean removeBefore(Instant before, int most) {
    return Objects.requireNonNull(transaction.execute(status -> {
      int runs = removeRuns(before, most);
      return removeExpected(before, most) == most || runs == most;
    }));
  }

  private int removeRuns(Instant before, int most) {
    List<UUID> runs = of("SELECT id FROM run WHERE job = :job AND fired_at < :before"
            + " ORDER BY fired_at FETCH FIRST :most ROWS ONLY")
        .param("before", bind(before))
        .param("most", most)
        .query(UUID.class)
        .list();
    if (!runs.isEmpty()) {
      of("DELETE FROM heartbeat WHERE job = :job AND run IN (:runs)")
          .param("runs", runs)
          .update();
      of("DELETE FROM run WHERE job = :job AND id IN (:runs)")
          .param("runs", runs)
          .update();
    }
    return runs.size();
  }

  private int removeExpected(Instant before, int most) {
    List<Long> rows = of("SELECT id FROM expected_run WHERE job = :job AND occurrence < :before"
            + " ORDER BY occurrence FETCH FIRST :most ROWS ONLY")
        .param("before", bind(before))
        .param("most", most)
        .query(Long.class)
        .list();
    if (!rows.isEmpty()) {
      of("DELETE FROM expected_run WHERE job = :job AND id IN (:rows)")
          .param("rows", rows)
          .update();
    }
    return rows.size();
  }

  private JdbcClient.StatementSpec of(String sql) {
    return jdbc.sql(sql).param("job", JobCatalogue.CANARY);
  }
}
