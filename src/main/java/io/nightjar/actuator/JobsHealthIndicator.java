package io.nightjar.actuator;

import io.nightjar.incident.Incident;
import io.nightjar.incident.IncidentKind;
import io.nightjar.incident.IncidentQuery;
import io.nightjar.incident.IncidentRepository;
import io.nightjar.instance.DatabaseAvailability;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

/**
 * Component {@code jobs}: LATE while any incident is open. A status of its own: it fails the group {@code jobs}, and
 * nothing else, for a late job is no reason to restart who watches it.
 */
class JobsHealthIndicator extends AbstractHealthIndicator {

  static final Status LATE = new Status("LATE");

  private static final int MOST_NAMES = 20;
  private static final int ENOUGH_FOR_NAMES = 200;

  private final IncidentRepository incidents;
  private final DatabaseAvailability reach;

  JobsHealthIndicator(IncidentRepository incidents, DatabaseAvailability reach) {
    super("the incidents could not be read");
    this.incidents = incidents;
    this.reach = reach;
  }

  @Override
  protected void doHealthCheck(Health.Builder health) {
    if (reach.isAway()) {
      health.down().withDetail("problem", "the database does not answer");
      return;
    }
    Map<IncidentKind, Long> counts = incidents.countOpen();
    if (counts.isEmpty()) {
      health.up().withDetail("openIncidents", 0);
      return;
    }
    Map<String, Long> byKind = new TreeMap<>();
    counts.forEach((kind, count) -> byKind.put(kind.word(), count));
    List<Incident> open = incidents.list(new IncidentQuery(true, null, ENOUGH_FOR_NAMES));
    health
        .status(LATE)
        .withDetail(
            "openIncidents", counts.values().stream().mapToLong(Long::longValue).sum())
        .withDetail("byKind", byKind)
        .withDetail("jobs", names(open, incident -> incident.job() != null))
        .withDetail("nightjar", names(open, incident -> incident.job() == null));
  }

  private static List<String> names(List<Incident> open, Predicate<Incident> which) {
    return open.stream()
        .filter(which)
        .map(Incident::name)
        .distinct()
        .limit(MOST_NAMES)
        .toList();
  }
}
