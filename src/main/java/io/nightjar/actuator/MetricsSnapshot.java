package io.nightjar.actuator;

import io.nightjar.incident.IncidentKind;
import io.nightjar.ledger.expected.ExpectedState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the metrics say, read at one instant.
 *
 * @param readAt null when nothing could be read yet
 * @param openIncidents how many are open, by kind
 * @param pending how many notifications are pending
 */
record MetricsSnapshot(
    @Nullable Instant readAt,
    List<JobReading> jobs,
    Map<IncidentKind, Long> openIncidents,
    long pending) {

  static final MetricsSnapshot NONE = new MetricsSnapshot(null, List.of(), Map.of(), 0);

  /** What the metrics say of one job. */
  record JobReading(
      String job,
      ExpectedState state,
      @Nullable Instant lastSuccess,
      @Nullable Instant lastScheduledStart) {}
}
