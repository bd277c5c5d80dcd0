package io.nightjar.incident;

import io.nightjar.incident.Incident.Evidence;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A problem that needs a person, as a check or a verdict found it. There is at most one open incident for each kind, name
 * and occurrence.
 *
 * @param job the job it is about, null for one of Nightjar itself
 * @param subject what it is about when there is no job, null when there is one
 * @param occurrence the occurrence it is about, null when it is about the job as a whole
 */
public record Finding(
    IncidentKind kind,
    @Nullable String job,
    @Nullable String subject,
    @Nullable Instant occurrence,
    Evidence evidence) {

  public Finding {
    if ((job == null) == (subject == null)) {
      throw new IllegalArgumentException("a finding is about a job or about a subject");
    }
  }

  public static Finding ofJob(IncidentKind kind, String job, @Nullable String cause) {
    return new Finding(kind, job, null, null, new Evidence(null, null, cause));
  }

  public static Finding of(IncidentKind kind, String subject, @Nullable String cause) {
    return new Finding(kind, null, subject, null, new Evidence(null, null, cause));
  }

  /** What it is about. */
  public String name() {
    return Objects.requireNonNull(job == null ? subject : job);
  }

  /** Whether the incident tells of the same problem. */
  String key() {
    return Incident.key(name(), kind, occurrence);
  }
}
