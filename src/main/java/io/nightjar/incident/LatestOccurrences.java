package io.nightjar.incident;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Of several open incidents of a job the one of its latest occurrence is reminded of: it says how often in a row it has
 * been, and thirty nights make no thirty reminders. They are taken further once for all of them.
 */
record LatestOccurrences(Map<String, List<Incident>> open) {

  /**
   * How an incident stands among the open ones of its job.
   *
   * @param hidden whether a later occurrence has one too
   * @param escalated whether another one was taken further
   * @param seenUntil until when one of them is acknowledged, null: none is
   */
  record Standing(
      boolean hidden, boolean escalated, @Nullable Instant seenUntil) {

    static final Standing ALONE = new Standing(false, false, null);

    /** The same, where another one may be taken further at this moment. */
    Standing besides(boolean anotherEscalated) {
      return new Standing(hidden, escalated || anotherEscalated, seenUntil);
    }
  }

  Standing of(Incident incident) {
    List<Incident> ofJob =
        incident.job() == null ? List.of() : open.getOrDefault(incident.job(), List.of());
    boolean escalated = ofJob.stream()
        .anyMatch(it -> it.id() != incident.id() && it.followUp().escalatedAt() != null);
    Instant seenUntil = ofJob.stream()
        .map(Incident::acknowledgement)
        .filter(Objects::nonNull)
        .map(Incident.Acknowledgement::until)
        .max(Comparator.naturalOrder())
        .orElse(null);
    return new Standing(isHidden(incident, ofJob), escalated, seenUntil);
  }

  private static boolean isHidden(Incident incident, List<Incident> ofJob) {
    Instant occurrence = incident.occurrence();
    return occurrence != null
        && ofJob.stream()
            .map(Incident::occurrence)
            .anyMatch(other -> other != null && other.isAfter(occurrence));
  }
}
