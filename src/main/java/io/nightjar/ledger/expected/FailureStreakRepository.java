package io.nightjar.ledger.expected;

import io.nightjar.platform.sql.Chunks;
import io.nightjar.platform.sql.SqlTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL that counts in the table {@code expected_run} how often in a row jobs were not met. */
@Repository
public class FailureStreakRepository {

  private static final String NOT_MET = """
       FROM expected_run e
      WHERE e.job = w.job AND e.occurrence > w.since
        AND e.state NOT IN ('met', 'met_late', 'awaiting', 'running')""";

  // A subquery for each figure and job, which is a short look into the index of (job, occurrence).
  // As a join the
  // database would begin at the state: before a bad night its statistics know of no run that was
  // missed.
  // A run of which it is not known yet what becomes of it ends a row: it may still be met.
  private static final String STREAKS = """
      SELECT * FROM (
        SELECT w.job, w.last_one,
          (SELECT COUNT(*)%1$s) AS times,
          (SELECT MIN(e.occurrence)%1$s) AS first_one
        FROM (
          SELECT w.job, w.last_one,
            COALESCE(
              (SELECT MAX(u.occurrence) FROM expected_run u
                WHERE u.job = w.job AND u.occurrence > w.since AND u.occurrence < w.last_one
                  AND u.state IN ('awaiting', 'running')),
              w.since) AS since
          FROM (
            SELECT w.job, w.since, (SELECT MAX(e.occurrence)%1$s) AS last_one
            FROM (
              SELECT job, COALESCE(data_as_of, :never) AS since
              FROM watched_job WHERE job IN (:jobs)) w) w) w) streak
      WHERE times > 0
      """.formatted(NOT_MET);

  private final JdbcClient jdbc;

  FailureStreakRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** How often in a row each of the jobs was not met; without those whose latest was. */
  public Map<String, FailureStreak> of(Collection<String> jobs) {
    return jobs.isEmpty()
        ? Map.of()
        : Chunks.query(jobs, this::read).stream()
            .collect(Collectors.toMap(FailureStreak::job, Function.identity()));
  }

  /** The latest that was met is known already: only what is later is counted. */
  private List<FailureStreak> read(Collection<String> jobs) {
    return jdbc.sql(STREAKS)
        .param("jobs", jobs)
        .param("never", SqlTime.bind(Instant.EPOCH))
        .query(FailureStreakRepository::map)
        .list();
  }

  private static FailureStreak map(ResultSet row, int number) throws SQLException {
    return new FailureStreak(
        row.getString("job"),
        row.getInt("times"),
        SqlTime.read(row, "first_one"),
        SqlTime.read(row, "last_one"));
  }
}
