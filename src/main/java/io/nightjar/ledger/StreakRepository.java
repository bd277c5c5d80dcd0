package io.nightjar.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL that counts in the table {@code expected_run} how often in a row jobs were not met. */
@Repository
class StreakRepository {

  private final JdbcClient jdbc;

  StreakRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The latest that was met is known already: what is later is few, and found by the index of (job, occurrence). */
  List<Streak> of(Collection<String> jobs) {
    return jdbc.sql("""
            SELECT w.job, COUNT(*) AS times, MIN(e.occurrence) AS first_one, MAX(e.occurrence) AS last_one
            FROM watched_job w
            JOIN expected_run e ON e.job = w.job
              AND e.occurrence > COALESCE(w.data_as_of, TIMESTAMP WITH TIME ZONE '1970-01-01 00:00:00+00')
              AND e.state NOT IN ('met', 'met_late', 'awaiting', 'running')
            WHERE w.job IN (:jobs)
            GROUP BY w.job
            """).param("jobs", jobs).query(StreakRepository::map).list();
  }

  private static Streak map(ResultSet row, int number) throws SQLException {
    return new Streak(
        row.getString("job"),
        row.getInt("times"),
        SqlTime.read(row, "first_one"),
        SqlTime.read(row, "last_one"));
  }
}
