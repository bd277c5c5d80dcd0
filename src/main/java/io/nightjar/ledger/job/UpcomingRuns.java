package io.nightjar.ledger.job;

import static io.nightjar.platform.sql.SqlTime.bind;

import io.nightjar.platform.sql.SqlTime;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What the ledger expects next of each job that is watched. */
@Repository
public class UpcomingRuns {

  private final JdbcClient jdbc;

  UpcomingRuns(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * What is expected of a job.
   *
   * @param definition its definition as stored in the ledger: that of the latest catalogue
   * @param changedAt since when, null: not known
   * @param next its next occurrence that is written ahead, null: none is
   */
  public record Plan(
      String definition,
      @Nullable Instant changedAt,
      @Nullable Instant next) {}

  /** The plan of each job by name, with what comes after the given instant: for each two short looks into an index. */
  public Map<String, Plan> after(Instant now) {
    Map<String, Plan> plans = new HashMap<>();
    jdbc.sql("""
            SELECT w.job, w.definition,
              (SELECT MIN(e.occurrence) FROM expected_run e WHERE e.job = w.job AND e.occurrence > :now) AS next_one,
              (SELECT MAX(c.changed_at) FROM job_change c WHERE c.job = w.job) AS last_change
            FROM watched_job w WHERE w.removed_at IS NULL
            """).param("now", bind(now)).query(row -> {
      Plan plan = new Plan(
          Objects.requireNonNull(row.getString("definition")),
          SqlTime.readNullable(row, "last_change"),
          SqlTime.readNullable(row, "next_one"));
      plans.put(row.getString("job"), plan);
    });
    return plans;
  }
}
