package io.nightjar.ledger.expected;

import static io.nightjar.platform.sql.SqlTime.bind;

import io.nightjar.job.JobCatalogue;
import io.nightjar.ledger.expected.ExpectedRun.Progress;
import io.nightjar.platform.sql.SqlTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of the table {@code expected_run}. */
@Repository
public class ExpectedRunRepository {

  private static final String UNANSWERED = """
       e.occurrence > :from AND e.occurrence <= :to AND e.run IS NULL
        AND NOT EXISTS (SELECT 1 FROM run r WHERE r.job = e.job AND r.occurrence = e.occurrence)
      ORDER BY e.occurrence DESC
      """;

  private final JdbcClient jdbc;
  private final NamedParameterJdbcTemplate batch;

  ExpectedRunRepository(JdbcClient jdbc, NamedParameterJdbcTemplate batch) {
    this.jdbc = jdbc;
    this.batch = batch;
  }

  void insert(Collection<ExpectedRun> rows, Instant nextCheckAt) {
    insert(rows.stream().map(row -> source(row, nextCheckAt)));
  }

  public void insertAhead(Collection<ExpectedRun> rows) {
    insert(rows.stream().map(row -> source(row, afterDeadline(row.startDeadline()))));
  }

  private void insert(java.util.stream.Stream<SqlParameterSource> rows) {
    batch.batchUpdate("""
        INSERT INTO expected_run (job, occurrence, window_from, start_deadline, finish_deadline, at_least_ms, state,
                                  next_check_at)
        VALUES (:job, :occurrence, :windowFrom, :startDeadline, :finishDeadline, :atLeast, :state, :nextCheckAt)
        """, rows.toArray(SqlParameterSource[]::new));
  }

  private static SqlParameterSource source(ExpectedRun row, Instant nextCheckAt) {
    Duration atLeast = row.atLeast();
    return new MapSqlParameterSource()
        .addValue("job", row.job())
        .addValue("occurrence", bind(row.occurrence()))
        .addValue("windowFrom", bind(row.windowFrom()))
        .addValue("startDeadline", bind(row.startDeadline()))
        .addValue("finishDeadline", bind(row.finishDeadline()))
        .addValue("atLeast", atLeast == null ? null : atLeast.toMillis())
        .addValue("state", row.state().word())
        .addValue("nextCheckAt", bind(nextCheckAt));
  }

  /** On time is at the deadline; the first instant that is not is a microsecond later, the precision of the tables. */
  static Instant afterDeadline(Instant deadline) {
    return deadline.plusNanos(1_000);
  }

  public void lock(String job, Instant occurrence) {
    jdbc.sql("SELECT id FROM expected_run WHERE job = ? AND occurrence = ? FOR UPDATE")
        .params(job, bind(occurrence))
        .query(Long.class)
        .optional();
  }

  /** Never later than it was due already, nor than the database's present: the writer's clock may run ahead. */
  public void makeDue(String job, Instant occurrence, Instant now) {
    jdbc.sql("""
            UPDATE expected_run
            SET next_check_at = LEAST(COALESCE(next_check_at, CURRENT_TIMESTAMP(6)), CURRENT_TIMESTAMP(6), :now)
            WHERE job = :job AND occurrence = :occurrence
            """)
        .param("now", bind(now))
        .param("job", job)
        .param("occurrence", bind(occurrence))
        .update();
  }

  /** Rows whose window has not begun and which nothing answers yet. */
  public void deleteUndue(String job, Instant now) {
    jdbc.sql("""
            DELETE FROM expected_run
            WHERE job = :job AND state = 'awaiting' AND window_from > :now
              AND NOT EXISTS (SELECT 1 FROM run r WHERE r.job = expected_run.job AND r.occurrence = expected_run.occurrence)
            """).param("job", job).param("now", bind(now)).update();
  }

  /** One occurrence of one job. */
  public record Occurrence(String job, Instant at) {}

  /** Those of the given jobs that are written beyond the job's horizon. */
  public Set<Occurrence> beyondHorizon(Collection<String> jobs) {
    return jdbc.sql("""
            SELECT e.job, e.occurrence FROM watched_job w JOIN expected_run e ON e.job = w.job
            WHERE w.job IN (:jobs) AND e.occurrence > w.horizon
            """)
        .param("jobs", jobs)
        .query(
            (row, number) -> new Occurrence(row.getString("job"), SqlTime.read(row, "occurrence")))
        .set();
  }

  public Optional<ExpectedRun> find(String job, Instant occurrence) {
    return jdbc.sql("SELECT * FROM expected_run WHERE job = ? AND occurrence = ?")
        .params(job, bind(occurrence))
        .query(ExpectedRunRepository::map)
        .optional();
  }

  /** The latest whose window holds the instant or lies before it. */
  public List<ExpectedRun> latest(String job, Instant windowFromAtMost, int limit) {
    return jdbc.sql("""
            SELECT * FROM expected_run WHERE job = :job AND window_from <= :at
            ORDER BY occurrence DESC LIMIT :limit
            """)
        .param("job", job)
        .param("at", bind(windowFromAtMost))
        .param("limit", limit)
        .query(ExpectedRunRepository::map)
        .list();
  }

  public Optional<ExpectedRun> latestOccurred(String job, Instant occurredAtMost) {
    return jdbc.sql("""
            SELECT * FROM expected_run WHERE job = :job AND occurrence <= :at
            ORDER BY occurrence DESC LIMIT 1
            """)
        .param("job", job)
        .param("at", bind(occurredAtMost))
        .query(ExpectedRunRepository::map)
        .optional();
  }

  public Map<String, List<Instant>> unanswered(Instant from, Instant to) {
    Map<String, List<Instant>> occurrences = new HashMap<>();
    jdbc.sql("SELECT e.job, e.occurrence FROM expected_run e WHERE" + UNANSWERED)
        .param("from", bind(from))
        .param("to", bind(to))
        .query(row -> {
          occurrences
              .computeIfAbsent(row.getString("job"), job -> new ArrayList<>())
              .add(SqlTime.read(row, "occurrence"));
        });
    return occurrences;
  }

  public List<Instant> unanswered(String job, Instant from, Instant to, int limit) {
    return jdbc.sql("SELECT e.occurrence FROM expected_run e WHERE e.job = :job AND" + UNANSWERED
            + " LIMIT :limit")
        .param("job", job)
        .param("from", bind(from))
        .param("to", bind(to))
        .param("limit", limit)
        .query((row, number) -> SqlTime.read(row, "occurrence"))
        .list();
  }

  /** One look into the index of {@code (job, occurrence)} for each job; a join would read the whole history. */
  public Map<String, ExpectedState> latestStates(Instant occurredAtMost) {
    Map<String, ExpectedState> states = new HashMap<>();
    jdbc.sql("""
            SELECT w.job, (SELECT e.state FROM expected_run e
                           WHERE e.job = w.job AND e.occurrence <= :at
                           ORDER BY e.occurrence DESC LIMIT 1) AS state
            FROM watched_job w WHERE w.removed_at IS NULL
            """).param("at", bind(occurredAtMost)).query(row -> {
      String state = row.getString("state");
      if (state != null) {
        states.put(row.getString("job"), ExpectedState.of(state));
      }
    });
    return states;
  }

  /**
   * Whether a run was too short: judged by the expected run that it answers, by the job's latest when it answers none.
   *
   * @param took null: unknown, as when no start was reported
   */
  public boolean isTooQuick(
      String job, @Nullable Instant occurrence, @Nullable Duration took, Instant finishedAt) {
    Optional<ExpectedRun> expected =
        occurrence == null ? latestOccurred(job, finishedAt) : find(job, occurrence);
    return expected.filter(it -> it.isTooQuick(took)).isPresent();
  }

  public Optional<Instant> nextOccurrence(String job, Instant after) {
    return jdbc.sql(
            "SELECT MIN(occurrence) AS next FROM expected_run WHERE job = ? AND occurrence > ?")
        .params(job, bind(after))
        .query((row, number) -> Optional.ofNullable(SqlTime.readNullable(row, "next")))
        .single();
  }

  /** The canary's only when it is asked for. */
  public List<ExpectedRun> find(ExpectedRunQuery query) {
    return jdbc.sql("""
            SELECT * FROM expected_run
            WHERE occurrence >= :from AND occurrence < :to
              AND ((:job IS NULL AND job <> :canary) OR job = :job) AND (:state IS NULL OR state = :state)
            ORDER BY occurrence, job LIMIT :limit
            """)
        .param("from", bind(query.from()))
        .param("to", bind(query.to()))
        .param("job", query.job(), Types.VARCHAR)
        .param("canary", JobCatalogue.CANARY)
        .param("state", query.state() == null ? null : query.state().word(), Types.VARCHAR)
        .param("limit", query.limit())
        .query(ExpectedRunRepository::map)
        .list();
  }

  static ExpectedRun map(ResultSet row, int number) throws SQLException {
    Long atLeast = row.getObject("at_least_ms", Long.class);
    return new ExpectedRun(
        row.getLong("id"),
        row.getString("job"),
        SqlTime.read(row, "occurrence"),
        SqlTime.read(row, "window_from"),
        SqlTime.read(row, "start_deadline"),
        SqlTime.read(row, "finish_deadline"),
        atLeast == null ? null : Duration.ofMillis(atLeast),
        row.getBoolean("muted"),
        progress(row));
  }

  private static Progress progress(ResultSet row) throws SQLException {
    @Nullable UUID run = row.getObject("run", UUID.class);
    return new Progress(
        ExpectedState.of(row.getString("state")),
        run,
        SqlTime.readNullable(row, "started_at"),
        SqlTime.readNullable(row, "finished_at"));
  }
}
