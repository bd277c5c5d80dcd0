package io.nightjar.incident.mute;

import static io.nightjar.platform.sql.SqlTime.bind;

import io.nightjar.platform.sql.SqlTime;
import io.nightjar.platform.text.SafeText;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Repository;

/** SQL of the table {@code mute}. */
@Repository
class MuteRepository {

  private static final int LONGEST_LIST = 8_000;

  private final JdbcClient jdbc;

  MuteRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Writes a mute.
   *
   * @throws org.springframework.dao.DuplicateKeyException when the request has made one already
   */
  Mute insert(Mute mute, @Nullable String requestKey) {
    GeneratedKeyHolder keys = new GeneratedKeyHolder();
    jdbc.sql("""
            INSERT INTO mute (jobs, starts_at, ends_at, reason, author, created_at, request_key)
            VALUES (:jobs, :from, :to, :reason, :author, :createdAt, :key)
            """)
        .param("jobs", lines(mute.jobs()))
        .param("from", bind(mute.from()))
        .param("to", bind(mute.to()))
        .param("reason", SafeText.line(mute.reason()))
        .param("author", mute.author())
        .param("createdAt", bind(mute.createdAt()))
        .param("key", requestKey)
        .update(keys, "id");
    return mute.withId(Objects.requireNonNull(keys.getKey()).longValue());
  }

  private static @Nullable String lines(@Nullable Set<String> jobs) {
    if (jobs == null) {
      return null;
    }
    String lines = String.join("\n", jobs);
    if (lines.length() > LONGEST_LIST) {
      throw new RejectedRequestException(
          "jobs", jobs.size() + " names", "mute fewer jobs at once, or all");
    }
    return lines;
  }

  /** Compare-and-set: of several that end it, one does. What has not begun yet becomes an empty window. */
  boolean end(long id, String by, Instant now) {
    return jdbc.sql("""
                UPDATE mute
                SET ends_at = CASE WHEN starts_at > :now THEN starts_at ELSE :now END, ended_by = :by
                WHERE id = :id AND ends_at > :now AND ended_by IS NULL
                """).param("now", bind(now)).param("by", by).param("id", id).update() == 1;
  }

  Optional<Mute> find(long id) {
    return jdbc.sql("SELECT * FROM mute WHERE id = ?")
        .param(id)
        .query(MuteRepository::map)
        .optional();
  }

  Optional<Mute> findByRequestKey(String key) {
    return jdbc.sql("SELECT * FROM mute WHERE request_key = ?")
        .param(key)
        .query(MuteRepository::map)
        .optional();
  }

  /** Those that hold now or will, the earliest first. */
  List<Mute> unfinished(Instant now, int limit) {
    return jdbc.sql("""
            SELECT * FROM mute WHERE ends_at > :now AND ended_by IS NULL
            ORDER BY starts_at, id LIMIT :limit
            """)
        .param("now", bind(now))
        .param("limit", limit)
        .query(MuteRepository::map)
        .list();
  }

  /** Those that hold now. */
  List<Mute> holding(Instant now) {
    return jdbc.sql("SELECT * FROM mute WHERE ends_at > :now AND starts_at <= :now")
        .param("now", bind(now))
        .query(MuteRepository::map)
        .list();
  }

  /** All there ever were, the newest first. */
  List<Mute> history(int limit) {
    return jdbc.sql("SELECT * FROM mute ORDER BY id DESC LIMIT ?")
        .param(limit)
        .query(MuteRepository::map)
        .list();
  }

  private static Mute map(ResultSet row, int number) throws SQLException {
    String jobs = row.getString("jobs");
    return new Mute(
        row.getLong("id"),
        jobs == null ? null : Set.of(jobs.split("\n")),
        SqlTime.read(row, "starts_at"),
        SqlTime.read(row, "ends_at"),
        row.getString("reason"),
        row.getString("author"),
        SqlTime.read(row, "created_at"),
        row.getString("ended_by"));
  }
}
