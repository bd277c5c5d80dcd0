package io.nightjar.incident;

import io.nightjar.incident.Incident.Acknowledgement;
import io.nightjar.platform.sql.Chunks;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Incidents: opened and resolved by the watchdog, acknowledged and resolved by people. */
@Service
public class Incidents {

  private final IncidentRepository repository;
  private final FollowUpRepository attention;

  Incidents(IncidentRepository repository, FollowUpRepository attention) {
    this.repository = repository;
    this.attention = attention;
  }

  /** Writes new incidents in the caller's transaction. Returned in the same order, with their identities. */
  public List<Incident> open(List<Incident> incidents) {
    return incidents.isEmpty() ? List.of() : repository.insert(incidents);
  }

  /** Open incidents of the given jobs, by job, oldest first. */
  public Map<String, List<Incident>> openOf(Collection<String> jobs) {
    return jobs.isEmpty()
        ? Map.of()
        : Chunks.query(jobs, repository::openOf).stream()
            .collect(Collectors.groupingBy(Incident::name));
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

  /**
   * Somebody looks after it.
   *
   * @param followUpAt when it is looked at again, null: never
   * @return false when it is not open
   */
  public boolean acknowledge(
      long incident, Acknowledgement acknowledgement, @Nullable Instant followUpAt) {
    return attention.acknowledge(incident, acknowledgement, followUpAt);
  }

  /** Finds it and keeps it as it is until the end of the caller's transaction. */
  public Optional<Incident> lock(long incident) {
    return attention.lock(incident);
  }

  /**
   * Claims open incidents that want to be looked at, the longest due first, for the caller's transaction. Safe among
   * several instances: one that another transaction holds is skipped and stays due.
   */
  public List<Incident> claimForAttention(Instant now, int limit) {
    return attention.claim(now, limit);
  }

  /** Writes what people have heard of them, in the caller's transaction. */
  public void heard(Collection<Incident> incidents, Instant now) {
    if (!incidents.isEmpty()) {
      attention.update(incidents, now);
    }
  }

  /** Has the open incidents of jobs looked at now: what is muted has changed. Null: of all jobs. */
  public void lookAt(@Nullable Set<String> jobs, Instant now) {
    if (jobs == null) {
      attention.lookAt(null, now);
    } else {
      Chunks.each(jobs, 1_000, portion -> attention.lookAt(portion, now));
    }
  }

  /** Has the one that is longest due looked at later, in the caller's transaction. Returns which, empty: none is due. */
  public Optional<Long> putOffFirst(Instant now, Instant until) {
    return attention.putOffFirst(now, until);
  }

  public Optional<Incident> find(long incident) {
    return repository.find(incident);
  }

  /** What has become of threads: of each its latest incident, which may have taken the place of others. */
  public List<Incident> latestOf(Collection<UUID> threads) {
    return threads.isEmpty() ? List.of() : repository.latestOf(threads);
  }

  /** The given incidents, in the order in which they were opened. */
  public List<Incident> find(Collection<Long> ids) {
    return Chunks.query(ids.stream().sorted().toList(), repository::find);
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
