package io.nightjar.incident;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Incidents: opened and resolved by the watchdog, acknowledged and resolved by people. */
@Service
public class Incidents {

  private final IncidentRepository repository;

  Incidents(IncidentRepository repository) {
    this.repository = repository;
  }

  /** Writes new incidents in the caller's transaction. Returned in the same order, with their identities. */
  public List<Incident> open(List<Incident> incidents) {
    return incidents.isEmpty() ? List.of() : repository.insert(incidents);
  }

  /** Open incidents of the given jobs, by job, oldest first. */
  public Map<String, List<Incident>> openOf(Collection<String> jobs) {
    return jobs.isEmpty()
        ? Map.of()
        : repository.openOf(jobs).stream().collect(Collectors.groupingBy(Incident::job));
  }

  /** Open incidents of one kind, oldest first. */
  public List<Incident> openOf(IncidentKind kind) {
    return repository.openOf(kind);
  }

  /**
   * Ends an incident in the caller's transaction.
   *
   * @return false when somebody else has ended it
   */
  public boolean resolve(long incident, Resolution resolution, @Nullable String by, Instant now) {
    return repository.resolve(incident, resolution, by, now);
  }

  /** Notes that another run shows the same problem again. */
  public void again(long incident, @Nullable UUID run, @Nullable String cause) {
    repository.again(incident, run, cause);
  }

  /** Somebody looks after it. False when it is not open. */
  public boolean acknowledge(long incident, String by, Instant now) {
    return repository.acknowledge(incident, by, now);
  }

  public Optional<Incident> find(long incident) {
    return repository.find(incident);
  }

  /** Incidents by state, newest first. */
  public List<Incident> list(IncidentQuery query) {
    return repository.list(query);
  }

  /** How many are open, by kind. */
  public Map<IncidentKind, Long> countOpen() {
    return repository.countOpen();
  }
}
