package io.nightjar.ledger.run;

import io.nightjar.platform.sql.SqlTime;
import io.nightjar.platform.text.SafeText;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of the table {@code heartbeat}: append-only. */
@Repository
class HeartbeatRepository {

  private final JdbcClient jdbc;

  HeartbeatRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void append(
      UUID run,
      String job,
      HeartbeatKind kind,
      Instant at,
      String source,
      @Nullable String detail) {
    jdbc.sql(
            "INSERT INTO heartbeat (run, job, kind, recorded_at, source, detail) VALUES (?, ?, ?, ?, ?, ?)")
        .params(run, job, kind.word(), SqlTime.bind(at), source)
        .param(SafeText.excerpt(detail))
        .update();
  }

  List<Heartbeat> of(UUID run, long after, int limit) {
    return jdbc.sql("""
            SELECT * FROM heartbeat WHERE run = ? AND id > ? ORDER BY id LIMIT ?
            """)
        .params(run, after, limit)
        .query((row, number) -> new Heartbeat(
            row.getLong("id"),
            row.getObject("run", UUID.class),
            row.getString("job"),
            HeartbeatKind.of(row.getString("kind")),
            SqlTime.read(row, "recorded_at"),
            row.getString("source"),
            row.getString("detail")))
        .list();
  }
}
