package io.nightjar.incident;

import static io.nightjar.platform.sql.SqlTime.bind;
import static io.nightjar.platform.sql.SqlTime.bindNullable;

import io.nightjar.incident.Incident.Acknowledgement;
import io.nightjar.incident.Incident.Ending;
import io.nightjar.platform.sql.Chunks;
import io.nightjar.platform.sql.Dialect;
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
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of the table {@code incident}. Everybody may read; only {@link IncidentService} writes. */
@Repository
public class IncidentRepository {

  private static final int JOBS_AT_ONCE = 1_000;
  private static final int TIME = Types.TIMESTAMP_WITH_TIMEZONE;
  private static final List<String> COLUMNS = List.of(
      "job",
      "subject",
      "kind",
      "occurrence",
      "run",
      "deadline",
      "cause",
      "opened_at",
      "thread",
      "open_key",
      "notified",
      "muted_until",
      "escalated_at",
      "follow_up_at",
      "follow_up_set_at");

  private final JdbcClient jdbc;
  private final NamedParameterJdbcTemplate batch;
  private final String insert;

  IncidentRepository(JdbcClient jdbc, NamedParameterJdbcTemplate batch, Dialect dialect) {
    this.jdbc = jdbc;
    this.batch = batch;
    this.insert = dialect.insertIfAbsent("incident", COLUMNS, "open_key");
  }

  /**
   * Writes those that are not open yet, and returns them with their identities, in the same order. Safe among several
   * instances: of two that open the same at once, one waits for the other and then leaves it alone.
   */
  List<Incident> openIfAbsent(List<Incident> incidents) {
    batch.batchUpdate(
        insert,
        incidents.stream().map(IncidentRepository::source).toArray(SqlParameterSource[]::new));
    Map<String, Incident> written =
        Chunks.query(incidents.stream().map(Incident::key).toList(), this::openByKey).stream()
            .collect(Collectors.toMap(Incident::key, Function.identity()));
    return incidents.stream()
        // What another instance has opened has a thread of its own.
        .filter(it ->
            it.thread().equals(Objects.requireNonNull(written.get(it.key())).thread()))
        .map(it -> Objects.requireNonNull(written.get(it.key())))
        .toList();
  }

  private List<Incident> openByKey(List<String> keys) {
    return jdbc.sql("SELECT * FROM incident WHERE open_key IN (:keys)")
        .param("keys", keys)
        .query(IncidentRepository::map)
        .list();
  }

  private static SqlParameterSource source(Incident incident) {
    FollowUpState followUp = incident.followUp();
    return new MapSqlParameterSource()
        .addValue("job", incident.job())
        .addValue("subject", incident.subject())
        .addValue("kind", incident.kind().word())
        .addValue("occurrence", bindNullable(incident.occurrence()), TIME)
        .addValue("run", incident.run())
        .addValue("deadline", bindNullable(incident.deadline()), TIME)
        .addValue("cause", SafeText.line(incident.cause()))
        .addValue("openedAt", bind(incident.openedAt()))
        .addValue("thread", incident.thread())
        .addValue("openKey", incident.key())
        .addValue("notified", followUp.notified())
        .addValue("mutedUntil", bindNullable(followUp.mutedUntil()), TIME)
        .addValue("escalatedAt", bindNullable(followUp.escalatedAt()), TIME)
        .addValue("followUpAt", bindNullable(followUp.dueAt()), TIME)
        .addValue("followUpSetAt", bind(incident.openedAt()));
  }

  /** Those that are open, kept as they are until the end of the transaction. Locked in one order, so that nobody blocks for good. */
  List<Incident> lockOpen(Collection<Long> ids) {
    return Chunks.query(
        ids.stream().sorted().toList(),
        some -> jdbc.sql("""
            SELECT * FROM incident WHERE id IN (:ids) AND resolved_at IS NULL ORDER BY id FOR UPDATE
            """).param("ids", some).query(IncidentRepository::map).list());
  }

  /** Writes how incidents ended that the transaction has locked. */
  void end(Collection<Incident> ended) {
    batch.batchUpdate(
        """
        UPDATE incident SET resolved_at = :at, resolution = :resolution, resolved_by = :by, open_key = NULL,
          follow_up_at = NULL
        WHERE id = :id AND resolved_at IS NULL
        """,
        ended.stream()
            .map(incident -> ending(incident.id(), Objects.requireNonNull(incident.ending())))
            .toArray(SqlParameterSource[]::new));
  }

  private static SqlParameterSource ending(long id, Ending ending) {
    return new MapSqlParameterSource()
        .addValue("id", id)
        .addValue("at", bind(ending.at()))
        .addValue("resolution", ending.resolution().word())
        .addValue("by", SafeText.line(ending.by()));
  }

  /** Notes that another run shows the same problem. */
  void repeat(Incident incident) {
    jdbc.sql(
            "UPDATE incident SET run = :run, cause = :cause WHERE id = :id AND resolved_at IS NULL")
        .param("run", incident.run())
        .param("cause", SafeText.line(incident.cause()))
        .param("id", incident.id())
        .update();
  }

  public Optional<Incident> find(long id) {
    return jdbc.sql("SELECT * FROM incident WHERE id = ?")
        .param(id)
        .query(IncidentRepository::map)
        .optional();
  }

  /** The given incidents, in the order in which they were opened. */
  public List<Incident> find(Collection<Long> ids) {
    return Chunks.query(
        ids.stream().sorted().toList(),
        some -> jdbc.sql("SELECT * FROM incident WHERE id IN (:ids) ORDER BY id")
            .param("ids", some)
            .query(IncidentRepository::map)
            .list());
  }

  /** The state of threads: the latest incident of each, which may have replaced others. */
  public List<Incident> latestOf(Collection<UUID> threads) {
    return Chunks.query(
        threads,
        some ->
            jdbc.sql("""
            SELECT * FROM incident i
            WHERE i.thread IN (:threads) AND i.id = (SELECT MAX(l.id) FROM incident l WHERE l.thread = i.thread)
            """).param("threads", some).query(IncidentRepository::map).list());
  }

  /** Open incidents of the given jobs, by job, oldest first. */
  public Map<String, List<Incident>> openOf(Collection<String> jobs) {
    return Chunks.query(
            jobs,
            some -> jdbc.sql(
                    "SELECT * FROM incident WHERE resolved_at IS NULL AND job IN (:jobs) ORDER BY id")
                .param("jobs", some)
                .query(IncidentRepository::map)
                .list())
        .stream()
        .collect(Collectors.groupingBy(Incident::name));
  }

  /** Open incidents of one kind, oldest first. */
  public List<Incident> openOf(IncidentKind kind) {
    return jdbc.sql("SELECT * FROM incident WHERE resolved_at IS NULL AND kind = ? ORDER BY id")
        .param(kind.word())
        .query(IncidentRepository::map)
        .list();
  }

  /** When a person last ended an incident of this kind about the job as a whole, by job; later ones do not count. */
  public Map<String, Instant> resolvedByPerson(
      IncidentKind kind, Collection<String> jobs, Instant until) {
    Map<String, Instant> latest = new HashMap<>();
    Chunks.each(
        jobs,
        JOBS_AT_ONCE,
        some -> jdbc.sql("""
            SELECT job, MAX(resolved_at) AS resolved_at FROM incident
            WHERE job IN (:jobs) AND occurrence IS NULL AND kind = :kind AND resolution = :how AND resolved_at <= :until
            GROUP BY job
            """)
            .param("jobs", some)
            .param("kind", kind.word())
            .param("how", Resolution.MANUAL.word())
            .param("until", bind(until))
            .query(row -> {
              latest.put(row.getString("job"), SqlTime.read(row, "resolved_at"));
            }));
    return latest;
  }

  /** Incidents by state, newest first. */
  public List<Incident> list(IncidentQuery query) {
    return jdbc.sql("""
            SELECT * FROM incident
            WHERE (:open IS NULL OR (resolved_at IS NULL) = :open)
              AND (:job IS NULL OR job = :job)
            ORDER BY id DESC LIMIT :limit
            """)
        .param("open", query.open(), Types.BOOLEAN)
        .param("job", query.job(), Types.VARCHAR)
        .param("limit", query.limit())
        .query(IncidentRepository::map)
        .list();
  }

  /** How many are open, by kind. */
  public Map<IncidentKind, Long> countOpen() {
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
