package io.nightjar.ledger.expected;

import static io.nightjar.platform.sql.SqlTime.bind;
import static io.nightjar.platform.sql.SqlTime.bindNullable;

import io.nightjar.ledger.expected.ExpectedRun.Progress;
import io.nightjar.platform.sql.SqlTime;
import io.nightjar.platform.text.SafeText;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of the table {@code expected_run} for whoever judges: what is due, what was decided, what is put off. */
@Repository
public class ExpectedRunClaimRepository {

  private final JdbcClient jdbc;
  private final NamedParameterJdbcTemplate batch;

  ExpectedRunClaimRepository(JdbcClient jdbc, NamedParameterJdbcTemplate batch) {
    this.jdbc = jdbc;
    this.batch = batch;
  }

  /**
   * Makes every expected run due whose next check is later than its start deadline. Needed after the clock was wrong: a
   * check that was deferred by a clock running ahead would otherwise wait until that time.
   */
  public void judgeAgain(Instant now) {
    jdbc.sql("""
            UPDATE expected_run SET next_check_at = :now
            WHERE next_check_at > :now AND next_check_at <> start_deadline + INTERVAL '0.000001' SECOND
            """).param("now", bind(now)).update();
  }

  /**
   * Claims expected runs that are due, earliest first, for the caller's transaction. Safe among several instances: a row
   * that another transaction holds, a heartbeat's included, is skipped and stays due.
   */
  public List<ExpectedRun> claimDue(Instant now, int limit) {
    return jdbc.sql("""
            SELECT * FROM expected_run WHERE next_check_at <= :now
            ORDER BY next_check_at, id LIMIT :limit FOR UPDATE SKIP LOCKED
            """)
        .param("now", bind(now))
        .param("limit", limit)
        .query(ExpectedRunRepository::map)
        .list();
  }

  /** When the next expected run is due for judging. */
  public Optional<Instant> nextCheck() {
    return jdbc.sql(
            "SELECT MIN(next_check_at) AS next_check FROM expected_run WHERE next_check_at IS NOT NULL")
        .query((row, number) -> Optional.ofNullable(SqlTime.readNullable(row, "next_check")))
        .single();
  }

  /** Writes what was decided, in the caller's transaction. */
  public void update(Collection<ExpectedRunUpdate> judged) {
    if (judged.isEmpty()) {
      return;
    }
    batch.batchUpdate(
        """
        UPDATE expected_run SET state = :state, run = :run, started_at = :startedAt, finished_at = :finishedAt,
                                next_check_at = :nextCheckAt, judge_failures = 0, judge_error = NULL
        WHERE id = :id
        """,
        judged.stream().map(ExpectedRunClaimRepository::source).toArray(SqlParameterSource[]::new));
  }

  private static SqlParameterSource source(ExpectedRunUpdate judged) {
    Progress progress = judged.progress();
    return new MapSqlParameterSource()
        .addValue("id", judged.expectedRun())
        .addValue("state", progress.state().word())
        .addValue("run", progress.run())
        .addValue(
            "startedAt", bindNullable(progress.startedAt()), java.sql.Types.TIMESTAMP_WITH_TIMEZONE)
        .addValue(
            "finishedAt",
            bindNullable(progress.finishedAt()),
            java.sql.Types.TIMESTAMP_WITH_TIMEZONE)
        .addValue(
            "nextCheckAt",
            bindNullable(judged.nextCheckAt()),
            java.sql.Types.TIMESTAMP_WITH_TIMEZONE);
  }

  /** Defers the judgement of expected runs without changing them, in the caller's transaction. */
  public void putOff(Collection<Long> ids, Instant until) {
    if (ids.isEmpty()) {
      return;
    }
    batch.batchUpdate(
        "UPDATE expected_run SET next_check_at = :until WHERE id = :id",
        ids.stream()
            .map(id -> new MapSqlParameterSource("id", id).addValue("until", bind(until)))
            .toArray(SqlParameterSource[]::new));
  }

  /** Claims the first that is due without reading it, for the caller's transaction. */
  public Optional<Long> claimFirst(Instant now) {
    return jdbc.sql("""
            SELECT id FROM expected_run WHERE next_check_at <= :now
            ORDER BY next_check_at, id LIMIT 1 FOR UPDATE SKIP LOCKED
            """).param("now", bind(now)).query(Long.class).optional();
  }

  /** Notes that one could not be judged and is to be tried again later, in the caller's transaction. */
  public void cannotJudge(long id, String error, Instant until) {
    jdbc.sql("""
            UPDATE expected_run
            SET next_check_at = :until, judge_failures = judge_failures + 1, judge_error = :error
            WHERE id = :id
            """)
        .param("until", bind(until))
        .param("error", SafeText.line(error))
        .param("id", id)
        .update();
  }

  /** Those that could not be judged so many times in a row or more, at most so many. */
  public List<UnjudgedExpectedRun> unjudged(int times, int limit) {
    return jdbc.sql("""
            SELECT job, occurrence, judge_failures, judge_error FROM expected_run
            WHERE judge_failures > 0 AND judge_failures >= :times
            ORDER BY job, occurrence LIMIT :limit
            """)
        .param("times", times)
        .param("limit", limit)
        .query((row, number) -> new UnjudgedExpectedRun(
            row.getString("job"),
            SqlTime.read(row, "occurrence"),
            row.getInt("judge_failures"),
            row.getString("judge_error")))
        .list();
  }

  /** Marks expected runs whose occurrence fell into a mute, in the caller's transaction. */
  public void mark(Collection<Long> muted) {
    if (muted.isEmpty()) {
      return;
    }
    jdbc.sql("UPDATE expected_run SET muted = TRUE WHERE id IN (:ids)")
        .param("ids", muted)
        .update();
  }
}
