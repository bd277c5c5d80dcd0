package io.nightjar.ledger.run;

import static io.nightjar.platform.sql.SqlTime.bind;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which instance has a run, and who wants it ended. Of several instances that want the same run one gets it. */
@Repository
public class RunOwnership {

  /** A run that has started, or that can be followed, is at work somewhere: it must not be begun again. */
  private static final String UNTAKEN =
      "outcome IS NULL AND instance IS NULL AND resume_token IS NULL AND started_at IS NULL";

  private final JdbcClient jdbc;
  private final RunRepository runs;

  RunOwnership(JdbcClient jdbc, RunRepository runs) {
    this.jdbc = jdbc;
    this.runs = runs;
  }

  /** Takes a requested run for this instance. Empty when another instance has it, or it has ended. */
  public Optional<Run> take(UUID run, UUID instance) {
    return isTaken(run, instance) ? runs.find(run) : Optional.empty();
  }

  /** Compare-and-set: of several instances that see a requested run, the one whose update counts has it. */
  boolean isTaken(UUID run, UUID instance) {
    return jdbc.sql("UPDATE run SET instance = ? WHERE id = ? AND " + UNTAKEN)
            .params(instance, run)
            .update()
        == 1;
  }

  /** Requested runs that nobody has taken although they were requested before the given instant. */
  public List<Run> untaken(Instant requestedBefore) {
    return jdbc.sql("""
            SELECT * FROM run
            WHERE fired_at < ? AND trigger_type IN ('manual', 'downstream') AND %s
            ORDER BY fired_at
            """.formatted(UNTAKEN))
        .param(bind(requestedBefore))
        .query(RunRepository::map)
        .list();
  }

  /** Runs that can be followed and whose instance has left them or is gone. */
  public List<Run> adoptable() {
    return jdbc.sql("""
            SELECT r.* FROM run r LEFT JOIN instance i ON i.id = r.instance
            WHERE r.outcome IS NULL AND r.resume_token IS NOT NULL
              AND (r.instance IS NULL OR i.stopped_at IS NOT NULL OR i.lost_at IS NOT NULL)
            ORDER BY r.fired_at
            """).query(RunRepository::map).list();
  }

  /** Takes over a run from the instance that had it when it was read. False when another instance was quicker. */
  public boolean takeOver(Run run, UUID instance) {
    @Nullable UUID from = run.instance();
    String unchanged = from == null ? "instance IS NULL" : "instance = :from";
    return jdbc.sql(
                "UPDATE run SET instance = :to WHERE id = :id AND outcome IS NULL AND " + unchanged)
            .param("to", instance)
            .param("id", run.id())
            .param("from", from)
            .update()
        == 1;
  }

  /** Leaves a followable run for another instance. */
  public void release(UUID run, UUID instance) {
    jdbc.sql("UPDATE run SET instance = NULL WHERE id = ? AND instance = ? AND outcome IS NULL")
        .params(run, instance)
        .update();
  }

  /** Asks for the end of a run; the instance that runs it obeys. False when it has ended already. */
  public boolean requestCancel(UUID run, String by) {
    return jdbc.sql("UPDATE run SET cancel_requested_by = ? WHERE id = ? AND outcome IS NULL")
            .params(by, run)
            .update()
        == 1;
  }

  /** Who has asked for the end of the run, if anybody. */
  public Optional<String> cancelRequestedBy(UUID run) {
    return jdbc.sql(
            "SELECT cancel_requested_by FROM run WHERE id = ? AND cancel_requested_by IS NOT NULL")
        .param(run)
        .query(String.class)
        .optional();
  }
}
