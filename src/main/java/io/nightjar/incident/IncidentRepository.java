package io.nightjar.incident;

import static io.nightjar.platform.sql.SqlTime.bind;
import static io.nightjar.platform.sql.SqlTime.bindNullable;

import io.nightjar.incident.Incident.Acknowledgement;
import io.nightjar.incident.Incident.Ending;
import io.nightjar.platform.sql.SqlTime;
import io.nightjar.platform.text.SafeText;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of the table {@code incident}. */
@Repository
class IncidentRepository {

  private static final int AT_ONCE = 1_000;

  private final JdbcClient jdbc;
  private final NamedParameterJdbcTemplate batch;

  IncidentRepository(JdbcClient jdbc, NamedParameterJdbcTemplate batch) {
    this.jdbc = jdbc;
    this.batch = batch;
  }

  List<Incident> insert(List<Incident> incidents) {
    batch.batchUpdate(
        """
        INSERT INTO incident (job, subject, kind, occurrence, run, deadline, cause, opened_at, thread, open_key,
          notified, muted_until, escalated_at, follow_up_at, follow_up_set_at)
        VALUES (:job, :subject, :kind, :occurrence, :run, :deadline, :cause, :openedAt, :thread, :openKey,
          :notified, :mutedUntil, :escalatedAt, :followUpAt, :openedAt)
        """, incidents.stream().map(IncidentRepository::source).toArray(SqlParameterSource[]::new));
    Map<String, Long> ids =
        ids(incidents.stream().map(IncidentRepository::openKey).toList());
    return incidents.stream()
        .map(incident -> incident.withId(Objects.requireNonNull(ids.get(openKey(incident)))))
        .toList();
  }

  // Asked for in one go: a database that returns keys row by row takes a round trip for each.
  private Map<String, Long> ids(List<String> openKeys) {
    Map<String, Long> ids = new HashMap<>();
    for (int from = 0; from < openKeys.size(); from += AT_ONCE) {
      jdbc.sql("SELECT id, open_key FROM incident WHERE open_key IN (:keys)")
          .param("keys", openKeys.subList(from, Math.min(from + AT_ONCE, openKeys.size())))
          .query(row -> {
            ids.put(row.getString("open_key"), row.getLong("id"));
          });
    }
    return ids;
  }

  private static String openKey(Incident incident) {
    return incident.name() + "|" + incident.kind().word() + "|" + incident.occurrence();
  }

  private static SqlParameterSource source(Incident incident) {
    return new MapSqlParameterSource()
        .addValue("job", incident.job())
        .addValue("subject", incident.subject())
        .addValue("notified", incident.followUp().notified())
        .addValue(
            "mutedUntil",
            bindNullable(incident.followUp().mutedUntil()),
            Types.TIMESTAMP_WITH_TIMEZONE)
        .addValue(
            "escalatedAt",
            bindNullable(incident.followUp().escalatedAt()),
            Types.TIMESTAMP_WITH_TIMEZONE)
        .addValue(
            "followUpAt", bindNullable(incident.followUp().dueAt()), Types.TIMESTAMP_WITH_TIMEZONE)
        .addValue("kind", incident.kind().word())
        .addValue("occurrence", bindNullable(incident.occurrence()), Types.TIMESTAMP_WITH_TIMEZONE)
        .addValue("run", incident.run())
        .addValue("deadline", bindNullable(incident.deadline()), Types.TIMESTAMP_WITH_TIMEZONE)
        .addValue("cause", SafeText.line(incident.cause()))
        .addValue("openedAt", bind(incident.openedAt()))
        .addValue("thread", incident.thread())
        .addValue("openKey", openKey(incident));
  }

  boolean resolve(long id, Resolution resolution, @Nullable String by, Instant now) {
    return jdbc.sql("""
                UPDATE incident SET resolved_at = :now, resolution = :resolution, resolved_by = :by, open_key = NULL, follow_up_at = NULL
                WHERE id = :id AND resolved_at IS NULL
                """)
            .param("now", bind(now))
            .param("resolution", resolution.word())
            .param("by", SafeText.line(by))
            .param("id", id)
            .update()
        == 1;
  }

  void again(long id, @Nullable UUID run, @Nullable String cause) {
    jdbc.sql(
            "UPDATE incident SET run = :run, cause = :cause WHERE id = :id AND resolved_at IS NULL")
        .param("run", run)
        .param("cause", SafeText.line(cause))
        .param("id", id)
        .update();
  }

  Optional<Incident> find(long id) {
    return jdbc.sql("SELECT * FROM incident WHERE id = ?")
        .param(id)
        .query(IncidentRepository::map)
        .optional();
  }

  List<Incident> find(Collection<Long> ids) {
    return jdbc.sql("SELECT * FROM incident WHERE id IN (:ids) ORDER BY id")
        .param("ids", ids)
        .query(IncidentRepository::map)
        .list();
  }

  /** The latest incident in each of some threads. */
  List<Incident> latestOf(Collection<UUID> threads) {
    return jdbc.sql("""
            SELECT * FROM incident i
            WHERE i.thread IN (:threads) AND i.id = (SELECT MAX(l.id) FROM incident l WHERE l.thread = i.thread)
            """)
        .param("threads", threads)
        .query(IncidentRepository::map)
        .list();
  }

  List<Incident> openOf(Collection<String> jobs) {
    return jdbc.sql(
            "SELECT * FROM incident WHERE resolved_at IS NULL AND job IN (:jobs) ORDER BY id")
        .param("jobs", jobs)
        .query(IncidentRepository::map)
        .list();
  }

  List<Incident> openOf(IncidentKind kind) {
    return jdbc.sql("SELECT * FROM incident WHERE resolved_at IS NULL AND kind = ? ORDER BY id")
        .param(kind.word())
        .query(IncidentRepository::map)
        .list();
  }

  List<Incident> list(IncidentQuery query) {
    return jdbc.sql("""
            SELECT * FROM incident
            WHERE (CAST(:open AS BOOLEAN) IS NULL OR (resolved_at IS NULL) = CAST(:open AS BOOLEAN))
              AND (CAST(:job AS VARCHAR) IS NULL OR job = :job)
            ORDER BY id DESC FETCH FIRST :limit ROWS ONLY
            """)
        .param("open", query.open())
        .param("job", query.job())
        .param("limit", query.limit())
        .query(IncidentRepository::map)
        .list();
  }

  Map<IncidentKind, Long> countOpen() {
    Map<IncidentKind, Long> counts = new EnumMap<>(IncidentKind.class);
    jdbc.sql("SELECT kind, COUNT(*) AS n FROM incident WHERE resolved_at IS NULL GROUP BY kind")
        .query(row -> {
          counts.merge(IncidentKind.of(row.getString("kind")), row.getLong("n"), Long::sum);
        });
    return counts;
  }

  static Incident map(ResultSet row, int number) throws SQLException {
    return new Incident(
        row.getLong("id"),
        row.getString("job"),
        row.getString("subject"),
        IncidentKind.of(row.getString("kind")),
        SqlTime.readNullable(row, "occurrence"),
        row.getObject("run", UUID.class),
        SqlTime.readNullable(row, "deadline"),
        row.getString("cause"),
        SqlTime.read(row, "opened_at"),
        row.getObject("thread", UUID.class),
        acknowledgement(row),
        followUp(row),
        ending(row));
  }

  private static @Nullable Acknowledgement acknowledgement(ResultSet row) throws SQLException {
    Instant at = SqlTime.readNullable(row, "acknowledged_at");
    if (at == null) {
      return null;
    }
    Instant until = SqlTime.readNullable(row, "acknowledged_until");
    return new Acknowledgement(at, row.getString("acknowledged_by"), until == null ? at : until);
  }

  private static FollowUpState followUp(ResultSet row) throws SQLException {
    return new FollowUpState(
        row.getBoolean("notified"),
        SqlTime.readNullable(row, "muted_until"),
        row.getInt("reminders"),
        SqlTime.readNullable(row, "reminded_at"),
        SqlTime.readNullable(row, "escalated_at"),
        SqlTime.readNullable(row, "follow_up_at"));
  }

  private static @Nullable Ending ending(ResultSet row) throws SQLException {
    Instant at = SqlTime.readNullable(row, "resolved_at");
    return at == null
        ? null
        : new Ending(at, Resolution.of(row.getString("resolution")), row.getString("resolved_by"));
  }
}
