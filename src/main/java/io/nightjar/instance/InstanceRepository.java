package io.nightjar.instance;

import static io.nightjar.platform.sql.SqlTime.bind;

import io.nightjar.platform.sql.SqlTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The processes of Nightjar that share this ledger. */
@Repository
public class InstanceRepository {

  private final JdbcClient jdbc;

  InstanceRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  public void register(Instance instance) {
    jdbc.sql("""
            INSERT INTO instance (id, name, version, scheduler, watchdog, started_at, keep_alive, keep_alive_at)
            VALUES (:id, :name, :version, :scheduler, :watchdog, :startedAt, :keepAlive, :keepAliveAt)
            """)
        .param("id", instance.id())
        .param("name", instance.name())
        .param("version", instance.version())
        .param("scheduler", instance.scheduler())
        .param("watchdog", instance.watchdog())
        .param("startedAt", bind(instance.startedAt()))
        .param("keepAlive", instance.keepAlive())
        .param("keepAliveAt", bind(instance.keepAliveAt()))
        .update();
  }

  /**
   * Records a keep-alive. An instance that was recorded as lost but is still running is no longer lost.
   *
   * @return false when the instance is not registered
   */
  public boolean keepAlive(UUID id, InstanceStatus vitals, Instant now) {
    return jdbc.sql("""
                UPDATE instance SET keep_alive = keep_alive + 1, keep_alive_at = :now, lost_at = NULL,
                  seen_last = CURRENT_TIMESTAMP(6),
                  scheduler_since = CASE WHEN scheduler_state = :state THEN scheduler_since ELSE :now END,
                  scheduler_state = :state, clock_skew_ms = :ahead, scheduler_threads = :threads
                WHERE id = :id
                """)
            .param("now", bind(now))
            .param("state", vitals.scheduler().word())
            .param("ahead", millis(vitals.clockAhead()), Types.BIGINT)
            .param("threads", vitals.threads(), Types.INTEGER)
            .param("id", id)
            .update()
        == 1;
  }

  /** Records that this instance has stopped: its runs have ended or are left to other instances. */
  public void stopped(UUID id, Instant now) {
    jdbc.sql("UPDATE instance SET stopped_at = ? WHERE id = ?")
        .params(bind(now), id)
        .update();
  }

  /** Compare-and-set: the instance whose update succeeds reports the loss. A keep-alive since the read prevents the update. */
  public boolean lose(Instance instance, Instant now) {
    return jdbc.sql("""
                UPDATE instance SET lost_at = :now
                WHERE id = :id AND keep_alive = :keepAlive AND stopped_at IS NULL AND lost_at IS NULL
                """)
            .param("now", bind(now))
            .param("id", instance.id())
            .param("keepAlive", instance.keepAlive())
            .update()
        == 1;
  }

  /** Instances that are neither stopped nor recorded as lost. */
  public List<Instance> present() {
    return jdbc.sql(
            "SELECT * FROM instance WHERE stopped_at IS NULL AND lost_at IS NULL ORDER BY started_at")
        .query(InstanceRepository::map)
        .list();
  }

  /**
   * Whether a watchdog is present that started after the given instance: its catalogue then counts. Compares by the
   * database's clock, because the clocks of hosts may differ.
   */
  public boolean isOvertaken(UUID id) {
    return jdbc.sql("""
                SELECT COUNT(*) FROM instance o JOIN instance i ON i.id = ?
                WHERE o.watchdog AND o.stopped_at IS NULL AND o.lost_at IS NULL AND o.seen_first > i.seen_first
                """).param(id).query(Long.class).single() > 0;
  }

  /** Instances that were given up or have stopped, and still have runs that nobody has ended or adopted. */
  public List<Instance> goneWithRuns() {
    return jdbc.sql("""
            SELECT i.* FROM instance i
            WHERE (i.lost_at IS NOT NULL OR i.stopped_at IS NOT NULL)
              AND EXISTS (SELECT 1 FROM run r WHERE r.instance = i.id AND r.outcome IS NULL)
            """).query(InstanceRepository::map).list();
  }

  /** All that ever were, the latest to start last. */
  public List<Instance> all() {
    return jdbc.sql("SELECT * FROM instance ORDER BY seen_first, id")
        .query(InstanceRepository::map)
        .list();
  }

  /**
   * The first instance of the same roles that started after the last keep-alive of the given one: its replacement, even
   * if it has stopped since. Compares by the database's clock, because the clocks of hosts may differ.
   */
  public Optional<Instance> replacementOf(UUID gone) {
    return jdbc.sql("""
            SELECT o.* FROM instance o JOIN instance i ON i.id = :gone
            WHERE o.id <> i.id AND o.seen_first > i.seen_last
              AND (o.scheduler OR NOT i.scheduler) AND (o.watchdog OR NOT i.watchdog)
            ORDER BY o.seen_first LIMIT 1
            """).param("gone", gone).query(InstanceRepository::map).optional();
  }

  /** The scheduler instance with the latest keep-alive, present or not. */
  public Optional<Instance> latestScheduler() {
    return jdbc.sql("SELECT * FROM instance WHERE scheduler ORDER BY seen_last DESC LIMIT 1")
        .query(InstanceRepository::map)
        .optional();
  }

  /** The watchdog instance with the latest keep-alive, present or not. */
  public Optional<Instance> latestWatchdog() {
    return jdbc.sql("SELECT * FROM instance WHERE watchdog ORDER BY seen_last DESC LIMIT 1")
        .query(InstanceRepository::map)
        .optional();
  }

  public Optional<Instance> find(UUID id) {
    return jdbc.sql("SELECT * FROM instance WHERE id = ?")
        .param(id)
        .query(InstanceRepository::map)
        .optional();
  }

  /** The latest keep-alive of any watchdog except the given one: no other watchdog was active since then. */
  public Optional<Instant> lastWatched(UUID except) {
    return jdbc.sql("SELECT MAX(keep_alive_at) AS watched FROM instance WHERE watchdog AND id <> ?")
        .param(except)
        .query((row, number) -> Optional.ofNullable(SqlTime.readNullable(row, "watched")))
        .single();
  }

  private static @Nullable Long millis(@Nullable Duration duration) {
    return duration == null ? null : duration.toMillis();
  }

  private static InstanceStatus vitals(ResultSet row) throws SQLException {
    long ahead = row.getLong("clock_skew_ms");
    Duration clockAhead = row.wasNull() ? null : Duration.ofMillis(ahead);
    return new InstanceStatus(
        SchedulerState.of(row.getString("scheduler_state")),
        SqlTime.readNullable(row, "scheduler_since"),
        clockAhead,
        row.getObject("scheduler_threads", Integer.class));
  }

  private static Instance map(ResultSet row, int number) throws SQLException {
    return new Instance(
        row.getObject("id", UUID.class),
        row.getString("name"),
        row.getString("version"),
        row.getBoolean("scheduler"),
        row.getBoolean("watchdog"),
        SqlTime.read(row, "started_at"),
        row.getLong("keep_alive"),
        SqlTime.read(row, "keep_alive_at"),
        SqlTime.readNullable(row, "stopped_at"),
        SqlTime.readNullable(row, "lost_at"),
        vitals(row));
  }
}
