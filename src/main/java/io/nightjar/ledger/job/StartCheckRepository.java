package io.nightjar.ledger.job;

import static io.nightjar.platform.sql.SqlTime.bind;

import io.nightjar.platform.sql.Dialect;
import io.nightjar.platform.sql.SqlTime;
import io.nightjar.platform.text.SafeText;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;

/** SQL of the table {@code start_check}: one row for each job, the latest rehearsal counts. */
@Repository
public class StartCheckRepository {

  private static final List<String> COLUMNS =
      List.of("job", "cause", "version", "instance", "checked_at");

  private final JdbcClient jdbc;
  private final NamedParameterJdbcTemplate batch;
  private final TransactionTemplate transaction;
  private final String insert;

  StartCheckRepository(
      JdbcClient jdbc,
      NamedParameterJdbcTemplate batch,
      TransactionTemplate transaction,
      Dialect dialect) {
    this.jdbc = jdbc;
    this.batch = batch;
    this.transaction = transaction;
    this.insert = dialect.insertIfAbsent("start_check", COLUMNS, "job");
  }

  /**
   * Writes what one rehearsal showed, all of it in one transaction. Safe among several instances: all lock the rows in
   * the order of their keys, so of two that write at once one waits for the other.
   */
  public void write(Collection<StartCheck> checks) {
    SqlParameterSource[] rows = checks.stream()
        .sorted(Comparator.comparing(StartCheck::job))
        .map(StartCheckRepository::source)
        .toArray(SqlParameterSource[]::new);
    transaction.executeWithoutResult(status -> {
      batch.batchUpdate(insert, rows);
      batch.batchUpdate("""
          UPDATE start_check SET cause = :cause, version = :version, instance = :instance, checked_at = :checkedAt
          WHERE job = :job
          """, rows);
    });
  }

  private static SqlParameterSource source(StartCheck check) {
    return new MapSqlParameterSource()
        .addValue("job", check.job())
        .addValue("cause", SafeText.line(check.cause()), Types.VARCHAR)
        .addValue("version", check.version())
        .addValue("instance", check.instance())
        .addValue("checkedAt", bind(check.checkedAt()));
  }

  /** Those that cannot start. A process that still has a job which has left the catalogue reports nothing of it. */
  public List<StartCheck> failed() {
    return jdbc.sql("""
            SELECT * FROM start_check s WHERE s.cause IS NOT NULL
              AND NOT EXISTS (SELECT 1 FROM watched_job w WHERE w.job = s.job AND w.removed_at IS NOT NULL)
            ORDER BY s.job
            """).query(StartCheckRepository::map).list();
  }

  /** The jobs that can start. */
  public Set<String> startable() {
    return jdbc.sql("SELECT job FROM start_check WHERE cause IS NULL")
        .query(String.class)
        .set();
  }

  private static StartCheck map(ResultSet row, int number) throws SQLException {
    return new StartCheck(
        row.getString("job"),
        row.getString("cause"),
        row.getString("version"),
        row.getObject("instance", UUID.class),
        SqlTime.read(row, "checked_at"));
  }
}
