package io.nightjar.ledger.run;

import static io.nightjar.platform.sql.SqlTime.bind;
import static io.nightjar.platform.sql.SqlTime.bindNullable;

import io.nightjar.ledger.expected.ExpectedRun;
import io.nightjar.platform.sql.Dialect;
import io.nightjar.platform.sql.SqlTime;
import io.nightjar.platform.text.SafeText;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of the table {@code run}. */
@Repository
public class RunRepository {

  private static final String OPEN = "(outcome IS NULL OR outcome = 'lost')";

  private final JdbcClient jdbc;
  private final Dialect dialect;

  RunRepository(JdbcClient jdbc, Dialect dialect) {
    this.jdbc = jdbc;
    this.dialect = dialect;
  }

  /** Writes a new run. False when a unique key says that it exists: its occurrence is claimed, or its request was seen. */
  boolean insert(NewRun run) {
    String sql = """
        INSERT INTO run (id, job, occurrence, claimed_occurrence, trigger_type, requested_by, reason, parameters,
                         idempotency_key, external_id, fired_at, instance)
        VALUES (:id, :job, :occurrence, :claimed, :triggerType, :by, :reason, :parameters, :key, :externalId, :firedAt,
                :instance)
        """;
    return dialect.insertIfAbsent(jdbc, sql, values(run));
  }

  private static Map<String, @Nullable Object> values(NewRun run) {
    RunRequest request = run.request();
    Map<String, @Nullable Object> values = new HashMap<>();
    values.put("id", run.id());
    values.put("job", run.job());
    values.put("occurrence", bindNullable(run.occurrence()));
    values.put("claimed", run.claims() ? bindNullable(run.occurrence()) : null);
    values.put("triggerType", run.trigger().word());
    values.put("by", request == null ? null : SafeText.line(request.by()));
    values.put("reason", request == null ? null : SafeText.line(request.reason()));
    values.put("parameters", request == null ? null : request.parameters());
    values.put("key", run.idempotencyKey());
    values.put("externalId", run.externalId());
    values.put("firedAt", bind(run.firedAt()));
    values.put("instance", run.instance());
    return values;
  }

  /** A start that is reported twice, or after the finish, changes nothing. */
  boolean start(UUID id, Instant at) {
    return jdbc.sql("""
                UPDATE run SET started_at = :at
                WHERE id = :id AND started_at IS NULL AND (finished_at IS NULL OR finished_at >= :at)
                """).param("at", bind(at)).param("id", id).update() == 1;
  }

  void resumeToken(UUID id, String text) {
    jdbc.sql("UPDATE run SET resume_token = ? WHERE id = ?").params(text, id).update();
  }

  /** A terminal run never goes back; only what was judged lost may turn out to have ended otherwise. */
  boolean finish(UUID id, RunResult finish, Instant at) {
    return jdbc.sql("""
                UPDATE run SET finished_at = :at, outcome = :outcome, cause = :cause, excerpt = :excerpt,
                               exit_status = :exitStatus
                WHERE id = :id AND\s""" + OPEN)
            .param("at", bind(at))
            .param("outcome", finish.outcome().word())
            .param("cause", SafeText.line(finish.cause()))
            .param("excerpt", SafeText.excerpt(finish.excerpt()))
            .param("exitStatus", finish.exitStatus())
            .param("id", id)
            .update()
        == 1;
  }

  /** Makes a run due at once, independently of any clock: for a run that belongs to no expected run. */
  void makeDue(UUID id) {
    checkAgain(id, Instant.EPOCH);
  }

  void checkAgain(UUID id, @Nullable Instant at) {
    jdbc.sql("UPDATE run SET next_check_at = :at WHERE id = :id")
        .param("at", bindNullable(at), java.sql.Types.TIMESTAMP_WITH_TIMEZONE)
        .param("id", id)
        .update();
  }

  /** Claims due runs until the end of the transaction; those that another instance has claimed are skipped. */
  List<Run> claimDue(Instant now, int limit) {
    return jdbc.sql("""
            SELECT * FROM run WHERE next_check_at <= :now
            ORDER BY next_check_at, id LIMIT :limit FOR UPDATE SKIP LOCKED
            """)
        .param("now", bind(now))
        .param("limit", limit)
        .query(RunRepository::map)
        .list();
  }

  Optional<Run> find(UUID id) {
    return jdbc.sql("SELECT * FROM run WHERE id = ?")
        .param(id)
        .query(RunRepository::map)
        .optional();
  }

  Optional<Run> findByIdempotencyKey(String job, String key) {
    return jdbc.sql("SELECT * FROM run WHERE job = ? AND idempotency_key = ?")
        .params(job, key)
        .query(RunRepository::map)
        .optional();
  }

  Optional<Run> findByExternalId(String job, UUID rid) {
    return jdbc.sql("SELECT * FROM run WHERE job = :job AND (external_id = :rid OR id = :rid)")
        .param("job", job)
        .param("rid", rid)
        .query(RunRepository::map)
        .optional();
  }

  List<Run> unfinished(String job) {
    return jdbc.sql("SELECT * FROM run WHERE job = ? AND outcome IS NULL ORDER BY fired_at DESC")
        .param(job)
        .query(RunRepository::map)
        .list();
  }

  /** The newest that have not ended, at most so many. */
  List<Run> unfinished(String job, int limit) {
    return jdbc.sql("""
            SELECT * FROM run WHERE job = ? AND outcome IS NULL
            ORDER BY fired_at DESC LIMIT ?
            """).params(job, limit).query(RunRepository::map).list();
  }

  /** The newest runs elsewhere that were started without a run id and have not ended, at most so many. */
  List<UUID> unfinishedWithoutExternalId(String job, int limit) {
    return jdbc.sql("""
            SELECT id FROM run
            WHERE job = ? AND outcome IS NULL AND trigger_type = 'external' AND external_id IS NULL
            ORDER BY fired_at DESC LIMIT ?
            """).params(job, limit).query(UUID.class).list();
  }

  /** Runs elsewhere that have not ended although their finish deadline has passed; those without one from their start. */
  List<OverdueExternalRun> overdueElsewhere(Instant now) {
    return jdbc.sql("""
            SELECT r.id, r.job, r.fired_at, e.occurrence, e.finish_deadline
            FROM run r LEFT JOIN expected_run e ON e.job = r.job AND e.occurrence = r.occurrence
            WHERE r.outcome IS NULL AND r.trigger_type = 'external' AND COALESCE(e.finish_deadline, r.fired_at) < ?
            ORDER BY r.fired_at
            """)
        .param(bind(now))
        .query((row, number) -> new OverdueExternalRun(
            row.getObject("id", UUID.class),
            row.getString("job"),
            SqlTime.read(row, "fired_at"),
            SqlTime.readNullable(row, "occurrence"),
            SqlTime.readNullable(row, "finish_deadline")))
        .list();
  }

  List<Run> unfinishedOf(UUID instance) {
    return jdbc.sql("SELECT * FROM run WHERE instance = ? AND outcome IS NULL ORDER BY fired_at")
        .param(instance)
        .query(RunRepository::map)
        .list();
  }

  List<Run> awaitingCallback() {
    return jdbc.sql("""
            SELECT * FROM run
            WHERE outcome IS NULL AND instance IS NULL AND resume_token IS NULL AND started_at IS NOT NULL
              AND trigger_type <> 'external'
            ORDER BY fired_at
            """).query(RunRepository::map).list();
  }

  List<Run> history(String job, @Nullable Instant before, int limit) {
    return jdbc.sql("""
            SELECT * FROM run WHERE job = :job AND fired_at < COALESCE(:before, fired_at + INTERVAL '1' DAY)
            ORDER BY fired_at DESC, id LIMIT :limit
            """)
        .param("job", job)
        .param("before", bindNullable(before), java.sql.Types.TIMESTAMP_WITH_TIMEZONE)
        .param("limit", limit)
        .query(RunRepository::map)
        .list();
  }

  List<Run> history(String job, Instant before, UUID behind, int limit) {
    return jdbc.sql("""
            SELECT * FROM run WHERE job = :job AND (fired_at < :before OR (fired_at = :before AND id > :behind))
            ORDER BY fired_at DESC, id LIMIT :limit
            """)
        .param("job", job)
        .param("before", bind(before))
        .param("behind", behind)
        .param("limit", limit)
        .query(RunRepository::map)
        .list();
  }

  List<Run> find(Collection<UUID> ids) {
    return jdbc.sql("SELECT * FROM run WHERE id IN (:ids)")
        .param("ids", ids)
        .query(RunRepository::map)
        .list();
  }

  List<Run> answering(String job, Instant occurrence) {
    return jdbc.sql("SELECT * FROM run WHERE job = ? AND occurrence = ? ORDER BY fired_at")
        .params(job, bind(occurrence))
        .query(RunRepository::map)
        .list();
  }

  /** The newest of them, at most so many. */
  List<Run> answering(String job, Instant occurrence, int limit) {
    return jdbc.sql("""
            SELECT * FROM run WHERE job = :job AND occurrence = :occurrence
            ORDER BY fired_at DESC LIMIT :limit
            """)
        .param("job", job)
        .param("occurrence", bind(occurrence))
        .param("limit", limit)
        .query(RunRepository::map)
        .list();
  }

  /** The runs that answer each of the given expected runs, by the identity of that, in the order in which they were fired. */
  public Map<Long, List<Run>> answers(Collection<ExpectedRun> expected) {
    if (expected.isEmpty()) {
      return Map.of();
    }
    Map<Long, List<Run>> answers = new HashMap<>();
    jdbc.sql("""
            SELECT e.id AS expected, r.* FROM expected_run e
            JOIN run r ON r.job = e.job AND r.occurrence = e.occurrence
            WHERE e.id IN (:ids) ORDER BY r.fired_at
            """).param("ids", expected.stream().map(ExpectedRun::id).toList()).query(row -> {
      answers.computeIfAbsent(row.getLong("expected"), id -> new ArrayList<>()).add(map(row, 0));
    });
    return answers;
  }

  static Run map(ResultSet row, int number) throws SQLException {
    RunTrigger trigger = RunTrigger.of(row.getString("trigger_type"));
    String by = row.getString("requested_by");
    String outcome = row.getString("outcome");
    return new Run(
        row.getObject("id", UUID.class),
        row.getString("job"),
        SqlTime.readNullable(row, "occurrence"),
        trigger,
        by == null
            ? null
            : new RunRequest(by, row.getString("reason"), row.getString("parameters")),
        SqlTime.read(row, "fired_at"),
        SqlTime.readNullable(row, "started_at"),
        SqlTime.readNullable(row, "finished_at"),
        outcome == null ? null : finish(row, outcome),
        row.getObject("instance", UUID.class),
        row.getString("resume_token"));
  }

  private static RunResult finish(ResultSet row, String outcome) throws SQLException {
    return new RunResult(
        Outcome.of(outcome),
        row.getString("cause"),
        row.getString("excerpt"),
        row.getObject("exit_status", Integer.class));
  }
}
