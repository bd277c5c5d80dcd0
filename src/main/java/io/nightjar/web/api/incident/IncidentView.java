package io.nightjar.web.api.incident;

import io.nightjar.incident.Incident;
import io.nightjar.incident.Incident.Acknowledgement;
import io.nightjar.incident.Incident.Ending;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An incident as JSON. */
public record IncidentView(
    long id,
    @Nullable String job,
    @Nullable String subject,
    String kind,
    String state,
    @Nullable Instant occurrence,
    @Nullable Instant deadline,
    @Nullable UUID run,
    @Nullable String cause,
    Instant openedAt,
    @Nullable Instant acknowledgedAt,
    @Nullable String acknowledgedBy,
    @Nullable Instant acknowledgedUntil,
    @Nullable Instant mutedUntil,
    boolean notified,
    @Nullable Instant resolvedAt,
    @Nullable String resolvedBy,
    @Nullable String resolution) {

  public static IncidentView of(Incident incident) {
    Acknowledgement seen = incident.acknowledgement();
    Ending ending = incident.ending();
    return new IncidentView(
        incident.id(),
        incident.job(),
        incident.subject(),
        incident.kind().word(),
        (incident.isOpen() ? IncidentFilter.OPEN : IncidentFilter.RESOLVED).word(),
        incident.occurrence(),
        incident.deadline(),
        incident.run(),
        incident.cause(),
        incident.openedAt(),
        seen == null ? null : seen.at(),
        seen == null ? null : seen.by(),
        seen == null ? null : seen.until(),
        incident.followUp().mutedUntil(),
        incident.followUp().notified(),
        ending == null ? null : ending.at(),
        ending == null ? null : ending.by(),
        ending == null ? null : ending.resolution().word());
  }
}
