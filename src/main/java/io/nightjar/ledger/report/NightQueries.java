package io.nightjar.ledger.report;

import io.nightjar.ledger.expected.ExpectedState;
import io.nightjar.platform.sql.SqlTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What the ledger knows of a night as a whole. A night is a stretch of occurrences: from inclusive, to exclusive. */
@Repository
public class NightQueries {

  private static final int AT_ONCE = 1_000;

  private static final String NIGHT =
      "e.occurrence >= :from AND e.occurrence < :to AND e.job NOT IN (:without)";

  private final JdbcClient jdbc;

  NightQueries(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** A night, without some jobs: those that are not the night's own. */
  public record Night(Instant from, Instant to, Set<String> without) {}

  /**
   * A job whose latest run of a night was not met.
   *
   * @param dataAsOf the occurrence that its data answers, null: none
   */
  public record Behind(String job, @Nullable Instant dataAsOf) {}

  /** How many expected runs of the night are in which state. */
  public Map<ExpectedState, Long> states(Night night) {
    Map<ExpectedState, Long> states = new EnumMap<>(ExpectedState.class);
    ofNight(
            "SELECT state, COUNT(*) AS n FROM expected_run e WHERE " + NIGHT + " GROUP BY state",
            night)
        .query(row -> {
          states.merge(ExpectedState.of(row.getString("state")), row.getLong("n"), Long::sum);
        });
    return states;
  }

  /** The jobs of the night that a person ran, by name. */
  public List<String> runByHand(Night night) {
    return ofNight("""
            SELECT DISTINCT e.job FROM expected_run e JOIN run r ON r.id = e.run
            WHERE r.trigger_type IN ('manual', 'downstream') AND e.state IN ('met', 'met_late') AND
            """ + NIGHT + " ORDER BY e.job", night).query(String.class).list();
  }

  /** The jobs whose data is older than the night asked for, by name. */
  public List<Behind> behind(Night night) {
    return ofNight("""
            SELECT DISTINCT w.job, w.data_as_of FROM expected_run e JOIN watched_job w ON w.job = e.job
            WHERE w.removed_at IS NULL AND e.state IN ('missed', 'failed', 'overdue', 'skipped', 'held')
              AND (w.data_as_of IS NULL OR w.data_as_of < e.occurrence) AND
            """ + NIGHT + " ORDER BY w.job", night)
        .query(
            (row, i) -> new Behind(row.getString("job"), SqlTime.readNullable(row, "data_as_of")))
        .list();
  }

  /** How many expected runs the night has. */
  public long count(Night night) {
    return ofNight("SELECT COUNT(*) FROM expected_run e WHERE " + NIGHT, night)
        .query(Long.class)
        .single();
  }

  /** The first occurrence of the night. */
  public Optional<Instant> first(Night night) {
    return ofNight("SELECT MIN(occurrence) AS first_one FROM expected_run e WHERE " + NIGHT, night)
        .query((row, i) -> Optional.ofNullable(SqlTime.readNullable(row, "first_one")))
        .single();
  }

  /** The jobs for which no run after the instant is written, by name: nobody would miss them. */
  public List<String> unplanned(Instant after, Set<String> without) {
    return jdbc.sql("""
            SELECT w.job FROM watched_job w
            WHERE w.removed_at IS NULL AND w.job NOT IN (:without)
              AND NOT EXISTS (SELECT 1 FROM expected_run e WHERE e.job = w.job AND e.occurrence > :after)
            ORDER BY w.job
            """)
        .param("after", SqlTime.bind(after))
        .param("without", without)
        .query(String.class)
        .list();
  }

  /** How long the latest successful runs of each job took, newest first, at most so many, fired since an instant. */
  public Map<String, List<Duration>> durations(Collection<String> jobs, Instant since, int most) {
    List<String> all = List.copyOf(jobs);
    Map<String, List<Duration>> durations = new LinkedHashMap<>();
    for (int from = 0; from < all.size(); from += AT_ONCE) {
      jdbc.sql("""
              SELECT job, started_at, finished_at FROM (
                SELECT job, started_at, finished_at,
                  ROW_NUMBER() OVER (PARTITION BY job ORDER BY fired_at DESC) AS place
                FROM run
                WHERE job IN (:jobs) AND fired_at >= :since AND outcome = 'succeeded' AND started_at IS NOT NULL) latest
              WHERE place <= :most
              ORDER BY job, place
              """)
          .param("jobs", all.subList(from, Math.min(from + AT_ONCE, all.size())))
          .param("since", SqlTime.bind(since))
          .param("most", most)
          .query(row -> {
            durations
                .computeIfAbsent(row.getString("job"), job -> new ArrayList<>())
                .add(duration(row));
          });
    }
    return durations;
  }

  private static Duration duration(ResultSet row) throws SQLException {
    return Duration.between(
        Objects.requireNonNull(SqlTime.readNullable(row, "started_at")),
        Objects.requireNonNull(SqlTime.readNullable(row, "finished_at")));
  }

  private JdbcClient.StatementSpec ofNight(String sql, Night night) {
    return jdbc.sql(sql)
        .param("from", SqlTime.bind(night.from()))
        .param("to", SqlTime.bind(night.to()))
        .param("without", night.without());
  }
}
