package io.nightjar.watchdog;

import io.nightjar.incident.Incident;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Of several open incidents of a job the one of its latest occurrence is reminded of: it says how often in a row it has
 * been, and thirty nights make no thirty reminders.
 */
record Eclipse(Map<String, Instant> latest) {

  static Eclipse of(Map<String, List<Incident>> open) {
    Map<String, Instant> latest = new HashMap<>();
    open.forEach((job, incidents) -> {
      for (Incident incident : incidents) {
        Instant occurrence = incident.occurrence();
        if (occurrence != null) {
          latest.merge(job, occurrence, (one, other) -> one.isAfter(other) ? one : other);
        }
      }
    });
    return new Eclipse(latest);
  }

  boolean hides(Incident incident) {
    Instant occurrence = incident.occurrence();
    Instant last = latest.get(incident.name());
    return occurrence != null && last != null && occurrence.isBefore(last);
  }
}
