package io.nightjar.ledger.job;

import static io.nightjar.platform.sql.SqlTime.bind;

import io.nightjar.platform.sql.Dialect;
import io.nightjar.platform.sql.SqlTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * SQL of the tables {@code watched_job} and {@code job_change}. What rehearsals showed of a job goes with it, see
 * {@link StartCheckRepository}.
 */
@Repository
public class JobRecordRepository {

  private final JdbcClient jdbc;
  private final Dialect dialect;

  JobRecordRepository(JdbcClient jdbc, Dialect dialect) {
    this.jdbc = jdbc;
    this.dialect = dialect;
  }

  /** False when another instance has just written it. */
  boolean insert(String job, String definition, Instant now) {
    return dialect.insertIfAbsent(
        jdbc, """
        INSERT INTO watched_job (job, definition, first_seen_at, horizon, extend_at)
        VALUES (:job, :definition, :now, :now, :now)
        """, Map.of("job", job, "definition", definition, "now", bind(now)));
  }

  public Optional<JobRecord> lock(String job) {
    return jdbc.sql("SELECT * FROM watched_job WHERE job = ? FOR UPDATE")
        .param(job)
        .query(JobRecordRepository::map)
        .optional();
  }

  /** Claims jobs whose horizon is to be moved, until the end of the transaction; those claimed elsewhere are skipped. */
  List<JobRecord> claimToExtend(Instant now, int limit) {
    return jdbc.sql("""
            SELECT * FROM watched_job WHERE extend_at <= :now
            ORDER BY extend_at LIMIT :limit FOR UPDATE SKIP LOCKED
            """)
        .param("now", bind(now))
        .param("limit", limit)
        .query(JobRecordRepository::map)
        .list();
  }

  void extended(String job, Instant horizon, Instant extendAt) {
    jdbc.sql("UPDATE watched_job SET horizon = ?, extend_at = ? WHERE job = ?")
        .param(bind(horizon))
        .param(bind(extendAt))
        .param(job)
        .update();
  }

  /** Has those looked at later that have been due since before {@code dueBefore}. */
  void extendLater(Collection<String> names, Instant dueBefore, Instant extendAt) {
    if (!names.isEmpty()) {
      jdbc.sql(
              "UPDATE watched_job SET extend_at = :at WHERE job IN (:jobs) AND extend_at < :before")
          .param("at", bind(extendAt))
          .param("jobs", names)
          .param("before", bind(dueBefore))
          .update();
    }
  }

  /** Starts again from {@code horizon}: occurrences after it are written anew. */
  void rewrite(String job, String definition, Instant horizon, Instant now) {
    jdbc.sql("""
            UPDATE watched_job SET definition = :definition, horizon = :horizon, extend_at = :now, removed_at = NULL
            WHERE job = :job
            """)
        .param("definition", definition)
        .param("horizon", bind(horizon))
        .param("now", bind(now))
        .param("job", job)
        .update();
  }

  void remove(String job, Instant now) {
    jdbc.sql("UPDATE watched_job SET removed_at = ?, extend_at = NULL WHERE job = ?")
        .params(bind(now), job)
        .update();
    jdbc.sql("DELETE FROM start_check WHERE job = ?").param(job).update();
  }

  void change(
      String job, Instant at, String change, @Nullable String before, @Nullable String after) {
    jdbc.sql("""
            INSERT INTO job_change (job, changed_at, change_type, definition_before, definition_after) VALUES (?, ?, ?, ?, ?)
            """).params(job, bind(at), change).param(before).param(after).update();
  }

  List<JobChange> changes(String job) {
    return jdbc.sql("SELECT * FROM job_change WHERE job = ? ORDER BY id")
        .param(job)
        .query((row, number) -> new JobChange(
            job,
            SqlTime.read(row, "changed_at"),
            row.getString("change_type"),
            row.getString("definition_before"),
            row.getString("definition_after")))
        .list();
  }

  public void scheduledStart(String job, Instant at) {
    jdbc.sql("""
            UPDATE watched_job SET last_scheduled_start = :at
            WHERE job = :job AND (last_scheduled_start IS NULL OR last_scheduled_start < :at)
            """).param("at", bind(at)).param("job", job).update();
  }

  public void success(String job, Instant at) {
    jdbc.sql("""
            UPDATE watched_job SET last_success = :at
            WHERE job = :job AND (last_success IS NULL OR last_success < :at)
            """).param("at", bind(at)).param("job", job).update();
  }

  public void dataAsOf(String job, Instant occurrence) {
    jdbc.sql("""
            UPDATE watched_job SET data_as_of = :at
            WHERE job = :job AND (data_as_of IS NULL OR data_as_of < :at)
            """).param("at", bind(occurrence)).param("job", job).update();
  }

  Optional<JobRecord> find(String job) {
    return jdbc.sql("SELECT * FROM watched_job WHERE job = ?")
        .param(job)
        .query(JobRecordRepository::map)
        .optional();
  }

  List<JobRecord> find(Collection<String> names) {
    return jdbc.sql("SELECT * FROM watched_job WHERE job IN (:names)")
        .param("names", names)
        .query(JobRecordRepository::map)
        .list();
  }

  List<JobRecord> all() {
    return jdbc.sql("SELECT * FROM watched_job ORDER BY job")
        .query(JobRecordRepository::map)
        .list();
  }

  private static JobRecord map(ResultSet row, int number) throws SQLException {
    return new JobRecord(
        row.getString("job"),
        row.getString("definition"),
        SqlTime.read(row, "first_seen_at"),
        SqlTime.read(row, "horizon"),
        SqlTime.readNullable(row, "removed_at"),
        SqlTime.readNullable(row, "last_scheduled_start"),
        SqlTime.readNullable(row, "last_success"),
        SqlTime.readNullable(row, "data_as_of"));
  }
}
