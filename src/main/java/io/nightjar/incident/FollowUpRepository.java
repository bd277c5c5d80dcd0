package io.nightjar.incident;

import static io.nightjar.platform.sql.SqlTime.bind;
import static io.nightjar.platform.sql.SqlTime.bindNullable;

import io.nightjar.incident.Incident.Acknowledgement;
import io.nightjar.platform.sql.Chunks;
import io.nightjar.platform.text.SafeText;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of what happens to an incident between its opening and its end, in the table {@code incident}. */
@Repository
class FollowUpRepository {

  /** By so much the clocks of two processes may differ without either being wrong. */
  private static final Duration CLOCKS_DIFFER = Duration.ofSeconds(5);

  private final JdbcClient jdbc;
  private final NamedParameterJdbcTemplate batch;

  FollowUpRepository(JdbcClient jdbc, NamedParameterJdbcTemplate batch) {
    this.jdbc = jdbc;
    this.batch = batch;
  }

  /**
   * Also claims rows whose decision lies in the future, made by a clock that has been corrected since. Claims until the end of the transaction. Rows
   * that another transaction holds are skipped and stay due.
   */
  List<Incident> claim(Instant now, int limit) {
    return jdbc.sql("""
            SELECT * FROM incident
            WHERE (follow_up_at <= :now OR follow_up_set_at > :ahead) AND resolved_at IS NULL
            ORDER BY follow_up_at, id LIMIT :limit FOR UPDATE SKIP LOCKED
            """)
        .param("now", bind(now))
        .param("ahead", bind(now.plus(CLOCKS_DIFFER)))
        .param("limit", limit)
        .query(IncidentRepository::map)
        .list();
  }

  /** Waits for whoever holds it: two people that click at once are heard one after the other. */
  Optional<Incident> lock(long id) {
    return jdbc.sql("SELECT * FROM incident WHERE id = ? FOR UPDATE")
        .param(id)
        .query(IncidentRepository::map)
        .optional();
  }

  void update(Collection<Incident> incidents, Instant now) {
    batch.batchUpdate(
        """
        UPDATE incident
        SET notified = :notified, muted_until = :mutedUntil, reminders = :reminders, reminded_at = :remindedAt,
          escalated_at = :escalatedAt, follow_up_at = :at, follow_up_set_at = :now
        WHERE id = :id AND resolved_at IS NULL
        """,
        incidents.stream()
            .map(incident -> source(incident).addValue("now", bind(now)))
            .toArray(SqlParameterSource[]::new));
  }

  private static MapSqlParameterSource source(Incident incident) {
    FollowUpState state = incident.followUp();
    return new MapSqlParameterSource()
        .addValue("id", incident.id())
        .addValue("notified", state.notified())
        .addValue("mutedUntil", bindNullable(state.mutedUntil()), Types.TIMESTAMP_WITH_TIMEZONE)
        .addValue("reminders", state.reminders())
        .addValue("remindedAt", bindNullable(state.remindedAt()), Types.TIMESTAMP_WITH_TIMEZONE)
        .addValue("escalatedAt", bindNullable(state.escalatedAt()), Types.TIMESTAMP_WITH_TIMEZONE)
        .addValue("at", bindNullable(state.dueAt()), Types.TIMESTAMP_WITH_TIMEZONE);
  }

  void acknowledge(long id, Acknowledgement acknowledgement, @Nullable Instant followUpAt) {
    jdbc.sql("""
                UPDATE incident
                SET acknowledged_at = :at, acknowledged_by = :by, acknowledged_until = :until,
                  follow_up_at = :followUpAt, follow_up_set_at = :at
                WHERE id = :id AND resolved_at IS NULL
                """)
        .param("at", bind(acknowledgement.at()))
        .param("by", SafeText.line(acknowledgement.by()))
        .param("until", bind(acknowledgement.until()))
        .param("followUpAt", bindNullable(followUpAt), Types.TIMESTAMP_WITH_TIMEZONE)
        .param("id", id)
        .update();
  }

  /** Has the open incidents of jobs, null: of all, checked now, because what is muted has changed. */
  void makeDue(@Nullable Collection<String> jobs, Instant now) {
    if (jobs == null) {
      makeDue("job IS NOT NULL", Set.of(), now);
    } else {
      Chunks.each(jobs, 1_000, some -> makeDue("job IN (:jobs)", some, now));
    }
  }

  private void makeDue(String ofJobs, Collection<String> jobs, Instant now) {
    jdbc.sql(
            "UPDATE incident SET follow_up_at = :now, follow_up_set_at = :now WHERE resolved_at IS NULL AND "
                + ofJobs)
        .param("now", bind(now))
        .param("jobs", jobs)
        .update();
  }

  /** Without reading more than its identity: what cannot be read can be put off. */
  Optional<Long> deferFirst(Instant now, Instant until) {
    Optional<Long> first = jdbc.sql("""
            SELECT id FROM incident
            WHERE (follow_up_at <= :now OR follow_up_set_at > :ahead) AND resolved_at IS NULL
            ORDER BY follow_up_at, id LIMIT 1 FOR UPDATE SKIP LOCKED
            """)
        .param("now", bind(now))
        .param("ahead", bind(now.plus(CLOCKS_DIFFER)))
        .query(Long.class)
        .optional();
    first.ifPresent(id -> jdbc.sql(
            "UPDATE incident SET follow_up_at = :until, follow_up_set_at = :now WHERE id = :id")
        .param("until", bind(until))
        .param("now", bind(now))
        .param("id", id)
        .update());
    return first;
  }
}
