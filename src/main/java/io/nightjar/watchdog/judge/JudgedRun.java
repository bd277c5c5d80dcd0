package io.nightjar.watchdog.judge;

import io.nightjar.incident.Incident;
import io.nightjar.ledger.expected.ExpectedRun;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An expected run with its verdict.
 *
 * @param unscheduled whether it stands for a run that answers no occurrence
 */
record JudgedRun(ExpectedRun expected, Verdict verdict, boolean unscheduled) {

  /** The occurrence that is decided on, null: none. */
  @Nullable
  Instant occurrence() {
    return unscheduled ? null : expected.occurrence();
  }

  IncidentPlanner plan(List<Incident> open) {
    return unscheduled
        ? IncidentPlanner.ofUnscheduled(verdict, open)
        : IncidentPlanner.of(expected, verdict, open);
  }
}
