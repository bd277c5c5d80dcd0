package io.nightjar.ledger.gap;

import static io.nightjar.platform.sql.SqlTime.bind;

import io.nightjar.platform.sql.Dialect;
import io.nightjar.platform.sql.SqlTime;
import io.nightjar.platform.sql.StoredEnum;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** When nobody watched, as far as that was found out afterwards. */
@Repository
public class MonitoringGaps {

  private static final int REMEMBERED = 100;

  private final JdbcClient jdbc;
  private final Dialect dialect;
  private volatile @Nullable Stretch noticed;

  MonitoringGaps(JdbcClient jdbc, Dialect dialect) {
    this.jdbc = jdbc;
    this.dialect = dialect;
  }

  /** Why nobody watched. */
  public enum Reason {
    /** No process that watches was running. */
    DOWN,
    /** The process stood still, or its clock jumped. */
    SUSPENDED,
    /** The database did not answer. */
    DATABASE,
    /** A part of Nightjar itself failed. */
    FAULT,
    /** What a newer version wrote and this one does not know. */
    UNKNOWN;

    static Reason of(String word) {
      return StoredEnum.read(values(), Reason::word, word, UNKNOWN);
    }

    /** The value in JSON and in the table. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * A time in which nobody watched.
   *
   * @param from the last check before the gap, or the last keep-alive
   * @param to the first check after the gap
   * @param instance who noticed
   */
  public record Stretch(Reason reason, Instant from, Instant to, UUID instance) {

    public boolean holds(Instant instant) {
      return !instant.isBefore(from) && !instant.isAfter(to);
    }
  }

  /** This process has noticed it, and it is written later. */
  public void noticed(Stretch gap) {
    noticed = gap;
  }

  /** The latest that are known, written or not. */
  public List<Stretch> known() {
    List<Stretch> known = new ArrayList<>();
    Stretch own = noticed;
    if (own != null) {
      known.add(own);
    }
    known.addAll(latest(REMEMBERED));
    return known;
  }

  /** Writes it down, once: when several notice the same, the first one counts. */
  public void add(Stretch time) {
    dialect.insertIfAbsent(
        jdbc,
        "INSERT INTO monitoring_gap (reason, from_at, to_at, instance) VALUES (:reason, :from, :to, :instance)",
        Map.of(
            "reason", time.reason().word(),
            "from", bind(time.from()),
            "to", bind(time.to()),
            "instance", time.instance()));
  }

  /** Those that touch the stretch, the oldest first, at most so many. */
  public List<Stretch> between(Instant from, Instant to, int most) {
    return jdbc.sql("""
            SELECT * FROM monitoring_gap WHERE to_at >= :from AND from_at < :to
            ORDER BY from_at, id LIMIT :most
            """)
        .param("from", bind(from))
        .param("to", bind(to))
        .param("most", most)
        .query(MonitoringGaps::map)
        .list();
  }

  /** The latest, the newest first. */
  public List<Stretch> latest(int most) {
    return jdbc.sql("SELECT * FROM monitoring_gap ORDER BY to_at DESC, id DESC LIMIT :most")
        .param("most", most)
        .query(MonitoringGaps::map)
        .list();
  }

  private static Stretch map(ResultSet row, int number) throws SQLException {
    return new Stretch(
        Reason.of(row.getString("reason")),
        SqlTime.read(row, "from_at"),
        SqlTime.read(row, "to_at"),
        row.getObject("instance", UUID.class));
  }
}
