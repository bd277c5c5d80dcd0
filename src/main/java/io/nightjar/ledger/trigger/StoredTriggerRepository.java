package io.nightjar.ledger.trigger;

import io.nightjar.ledger.trigger.StoredTrigger.Target;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Reads Quartz's tables. Its own interface would load each trigger by itself and fail at the first row that it cannot
 * read, which is the one to be found.
 */
@Repository
public class StoredTriggerRepository {

  private static final String SELECT = """
      SELECT t.TRIGGER_NAME, t.TRIGGER_STATE, t.TRIGGER_TYPE, t.JOB_GROUP, t.JOB_NAME, j.JOB_CLASS_NAME,
             t.JOB_DATA AS TRIGGER_DATA, j.JOB_DATA, s.STR_PROP_1, s.STR_PROP_2, t.NEXT_FIRE_TIME,
             EXISTS (SELECT 1 FROM QRTZ_FIRED_TRIGGERS f
                     WHERE f.SCHED_NAME = t.SCHED_NAME AND f.TRIGGER_NAME = t.TRIGGER_NAME
                       AND f.TRIGGER_GROUP = t.TRIGGER_GROUP) AS IN_FLIGHT
      FROM QRTZ_TRIGGERS t
      JOIN QRTZ_JOB_DETAILS j
        ON j.SCHED_NAME = t.SCHED_NAME AND j.JOB_NAME = t.JOB_NAME AND j.JOB_GROUP = t.JOB_GROUP
      LEFT JOIN QRTZ_SIMPROP_TRIGGERS s
        ON s.SCHED_NAME = t.SCHED_NAME AND s.TRIGGER_NAME = t.TRIGGER_NAME AND s.TRIGGER_GROUP = t.TRIGGER_GROUP
      WHERE t.SCHED_NAME = :scheduler AND t.TRIGGER_GROUP = :group
      """;

  private final JdbcClient jdbc;

  StoredTriggerRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  public List<StoredTrigger> all() {
    return select(SELECT).query(StoredTriggerRepository::map).list();
  }

  public Optional<StoredTrigger> find(String name) {
    return select(SELECT + " AND t.TRIGGER_NAME = :name")
        .param("name", name)
        .query(StoredTriggerRepository::map)
        .optional();
  }

  /** Names of jobs that Quartz knows, whether they have a trigger or not. */
  public List<String> jobs() {
    return select(
            "SELECT JOB_NAME FROM QRTZ_JOB_DETAILS WHERE SCHED_NAME = :scheduler AND JOB_GROUP = :group")
        .query(String.class)
        .list();
  }

  /** Groups that are paused: new triggers of theirs are born paused. */
  public List<String> pausedGroups() {
    return jdbc.sql("SELECT TRIGGER_GROUP FROM QRTZ_PAUSED_TRIGGER_GRPS WHERE SCHED_NAME = ?")
        .param(StoredTrigger.SCHEDULER)
        .query(String.class)
        .list();
  }

  /** What the threads of each process that is present are at, by Quartz's notes of what it has fired. */
  public List<BusyThreads> busyThreads() {
    Map<UUID, BusyThreads> busy = new LinkedHashMap<>();
    jdbc.sql("""
            SELECT i.id, i.name, i.scheduler_threads,
                   CASE WHEN f.JOB_GROUP = :group THEN f.JOB_NAME ELSE COALESCE(r.job, f.TRIGGER_NAME) END AS job
            FROM instance i
            JOIN QRTZ_FIRED_TRIGGERS f
              ON f.SCHED_NAME = :scheduler AND f.INSTANCE_NAME = CAST(i.id AS CHAR(36)) AND f.STATE = 'EXECUTING'
            LEFT JOIN run r ON CAST(r.id AS CHAR(36)) = f.TRIGGER_NAME AND r.instance = i.id
            WHERE i.stopped_at IS NULL AND i.lost_at IS NULL AND i.scheduler_threads IS NOT NULL
            ORDER BY i.started_at, f.FIRED_TIME
            """)
        .param("scheduler", StoredTrigger.SCHEDULER)
        .param("group", StoredTrigger.GROUP)
        .query(row -> {
          String host = row.getString("name");
          int threads = row.getInt("scheduler_threads");
          busy.computeIfAbsent(
                  row.getObject("id", UUID.class),
                  id -> new BusyThreads(host, threads, new ArrayList<>()))
              .jobs()
              .add(row.getString("job"));
        });
    return List.copyOf(busy.values());
  }

  /** How many triggers were due by the given instant and are still to be fired. */
  public long waiting(Instant due) {
    return jdbc.sql("""
            SELECT COUNT(*) FROM QRTZ_TRIGGERS
            WHERE SCHED_NAME = ? AND TRIGGER_STATE = 'WAITING' AND NEXT_FIRE_TIME <= ?
            """)
        .params(StoredTrigger.SCHEDULER, due.toEpochMilli())
        .query(Long.class)
        .single();
  }

  /** Takes Quartz's own lock until the end of the transaction; the migration has made its row. */
  public void lock() {
    jdbc.sql(
            "SELECT LOCK_NAME FROM QRTZ_LOCKS WHERE SCHED_NAME = ? AND LOCK_NAME = 'TRIGGER_ACCESS' FOR UPDATE")
        .param(StoredTrigger.SCHEDULER)
        .query(String.class)
        .single();
  }

  private JdbcClient.StatementSpec select(String sql) {
    return jdbc.sql(sql)
        .param("scheduler", StoredTrigger.SCHEDULER)
        .param("group", StoredTrigger.GROUP);
  }

  private static StoredTrigger map(ResultSet row, int number) throws SQLException {
    long nextFire = row.getLong("NEXT_FIRE_TIME");
    boolean fires = !row.wasNull() && nextFire > 0;
    return new StoredTrigger(
        row.getString("TRIGGER_NAME"),
        row.getString("TRIGGER_STATE"),
        row.getString("TRIGGER_TYPE"),
        target(row),
        row.getString("STR_PROP_1"),
        row.getString("STR_PROP_2"),
        fires ? Instant.ofEpochMilli(nextFire) : null,
        row.getBoolean("IN_FLIGHT"));
  }

  private static Target target(ResultSet row) throws SQLException {
    return new Target(
        row.getString("JOB_GROUP") + "." + row.getString("JOB_NAME"),
        row.getString("JOB_CLASS_NAME"),
        isText(row.getBytes("TRIGGER_DATA")) && isText(row.getBytes("JOB_DATA")));
  }

  /** No data at all, or the comment with which Java begins empty properties; what is escaped may be broken. */
  private static boolean isText(byte @Nullable [] data) {
    if (data == null || data.length == 0) {
      return true;
    }
    String text = new String(data, StandardCharsets.ISO_8859_1);
    return text.startsWith("#") && text.indexOf('\\') < 0;
  }
}
