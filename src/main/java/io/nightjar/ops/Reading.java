package io.nightjar.ops;

import io.nightjar.incident.IncidentKind;
import io.nightjar.ledger.ExpectedState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the metrics say, read at one instant.
 *
 * @param readAt null when nothing could be read yet
 * @param openIncidents how many are open, by kind
 * @param pending how many notifications are owed
 */
record Reading(
    @Nullable Instant readAt,
    List<JobReading> jobs,
    Map<IncidentKind, Long> openIncidents,
    long pending) {

  static final Reading NONE = new Reading(null, List.of(), Map.of(), 0);

  /** What the metrics say of one job. */
  record JobReading(
      String job,
      ExpectedState state,
      @Nullable Instant lastSuccess,
      @Nullable Instant lastScheduledStart) {}
}
