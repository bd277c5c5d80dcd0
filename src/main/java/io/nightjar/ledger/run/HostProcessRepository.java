package io.nightjar.ledger.run;

import static io.nightjar.platform.sql.SqlTime.bindNullable;

import io.nightjar.platform.sql.SqlTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which processes do the work of runs: one may outlive the Nightjar that has started it. */
@Repository
public class HostProcessRepository {

  private static final String SELECT =
      "SELECT r.id, r.process_id, r.process_started_at FROM run r ";

  private final JdbcClient jdbc;

  HostProcessRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  public void record(HostProcess made) {
    jdbc.sql(
            "UPDATE run SET process_id = :process, process_started_at = :startedAt WHERE id = :run")
        .param("process", made.id())
        .param("startedAt", bindNullable(made.startedAt()), Types.TIMESTAMP_WITH_TIMEZONE)
        .param("run", made.run())
        .update();
  }

  /** Its process has been looked for, and what was found is recorded. */
  public void forget(UUID run) {
    jdbc.sql("UPDATE run SET process_id = NULL, process_started_at = NULL WHERE id = ?")
        .param(run)
        .update();
  }

  public Optional<HostProcess> of(UUID run) {
    return jdbc.sql(SELECT + "WHERE r.id = ? AND r.process_id IS NOT NULL")
        .param(run)
        .query(HostProcessRepository::map)
        .optional();
  }

  /** Those that an instance of the given host, which has died or stopped since, may have left running. */
  public List<HostProcess> leftOn(String host) {
    return jdbc.sql(SELECT + """
            JOIN instance i ON i.id = r.instance
            WHERE r.process_id IS NOT NULL AND (r.outcome IS NULL OR r.outcome = 'lost')
              AND i.name = ? AND (i.lost_at IS NOT NULL OR i.stopped_at IS NOT NULL)
            """).param(host).query(HostProcessRepository::map).list();
  }

  private static HostProcess map(ResultSet row, int number) throws SQLException {
    return new HostProcess(
        row.getObject("id", UUID.class),
        row.getLong("process_id"),
        SqlTime.readNullable(row, "process_started_at"));
  }
}
