package io.nightjar.incident;

import io.nightjar.incident.Incident.Evidence;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Incidents as tests need them: as values, and written without anybody being told. */
public final class IncidentFixture {

  private IncidentFixture() {}

  public static Incident of(
      String job,
      IncidentKind kind,
      @Nullable Instant occurrence,
      Instant openedAt,
      UUID thread,
      Evidence evidence) {
    Finding finding = new Finding(kind, job, null, occurrence, evidence);
    return Incident.of(finding, thread, FollowUpState.NONE, openedAt);
  }

  public static Incident ofNightjar(
      IncidentKind kind, String subject, @Nullable String cause, Instant openedAt, UUID thread) {
    return Incident.of(Finding.of(kind, subject, cause), thread, FollowUpState.NONE, openedAt);
  }

  /** In the caller's transaction. Returns them with their identities. */
  public static List<Incident> open(IncidentRepository repository, List<Incident> incidents) {
    return repository.openIfAbsent(incidents);
  }

  /** In the caller's transaction. */
  public static void resolve(
      IncidentRepository repository, long id, Resolution how, @Nullable String by, Instant now) {
    repository.end(repository.find(List.of(id)).stream()
        .map(it -> it.resolved(now, how, by))
        .toList());
  }
}
