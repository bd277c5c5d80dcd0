package io.nightjar.incident;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A verdict that needs a person, from opening to resolution.
 *
 * @param id identity; 0 before it is written
 * @param job name of the job, null for an incident of Nightjar itself
 * @param subject what an incident of Nightjar itself is about, as the place that takes no messages; else null
 * @param kind what is wrong
 * @param occurrence the occurrence it is about, null when it is about the job as a whole
 * @param run the run that shows it, null when there is none
 * @param deadline the deadline that was missed, null when none was
 * @param cause why, as far as known, bounded, partly text from jobs; null when unknown
 * @param openedAt when it was opened
 * @param thread the notification whose message starts its thread
 * @param acknowledgement who has acknowledged it, null: nobody
 * @param followUp what people have been notified of since, and when it is checked next
 * @param ending how it ended, null until it has
 */
public record Incident(
    long id,
    @Nullable String job,
    @Nullable String subject,
    IncidentKind kind,
    @Nullable Instant occurrence,
    @Nullable UUID run,
    @Nullable Instant deadline,
    @Nullable String cause,
    Instant openedAt,
    UUID thread,
    @Nullable Acknowledgement acknowledgement,
    FollowUpState followUp,
    @Nullable Ending ending) {

  /**
   * Acknowledges it: somebody has taken responsibility.
   *
   * @param until when the next reminder is sent if it is still open
   */
  public record Acknowledgement(Instant at, String by, Instant until) {}

  /** A new incident, not written yet. */
  static Incident of(Finding finding, UUID thread, FollowUpState followUp, Instant openedAt) {
    Evidence evidence = finding.evidence();
    return new Incident(
        0,
        finding.job(),
        finding.subject(),
        finding.kind(),
        finding.occurrence(),
        evidence.run(),
        evidence.deadline(),
        evidence.cause(),
        openedAt,
        thread,
        null,
        followUp,
        null);
  }

  /** What shows an incident. */
  public record Evidence(
      @Nullable UUID run,
      @Nullable Instant deadline,
      @Nullable String cause) {

    public static final Evidence NONE = new Evidence(null, null, null);
  }

  /**
   * How it ended.
   *
   * @param by who resolved it, null unless a person or a manual run did
   */
  public record Ending(
      Instant at, Resolution resolution, @Nullable String by) {}

  /** The same incident after its end. */
  public Incident resolved(Instant at, Resolution resolution, @Nullable String by) {
    return with(acknowledgement, followUp, new Ending(at, resolution, by));
  }

  /** The same incident, acknowledged. */
  public Incident acknowledged(Acknowledgement by) {
    return with(by, followUp, ending);
  }

  /** The same incident in another state of its follow-up. */
  public Incident withFollowUp(FollowUpState now) {
    return with(acknowledgement, now, ending);
  }

  /** Whether an acknowledgement holds at this instant. */
  public boolean isAcknowledged(Instant now) {
    return acknowledgement != null && now.isBefore(acknowledgement.until());
  }

  private Incident with(
      @Nullable Acknowledgement newAcknowledgement,
      FollowUpState newFollowUp,
      @Nullable Ending newEnding) {
    return new Incident(
        id,
        job,
        subject,
        kind,
        occurrence,
        run,
        deadline,
        cause,
        openedAt,
        thread,
        newAcknowledgement,
        newFollowUp,
        newEnding);
  }

  /** The same incident, shown by another run. */
  public Incident repeated(UUID byRun, @Nullable String newCause) {
    return new Incident(
        id,
        job,
        subject,
        kind,
        occurrence,
        byRun,
        deadline,
        newCause,
        openedAt,
        thread,
        acknowledgement,
        followUp,
        ending);
  }

  /** The same incident as it was written. */
  Incident withId(long newId) {
    return new Incident(
        newId,
        job,
        subject,
        kind,
        occurrence,
        run,
        deadline,
        cause,
        openedAt,
        thread,
        acknowledgement,
        followUp,
        ending);
  }

  /** What it is about: its job, or its subject. */
  public String name() {
    return job != null ? job : subject != null ? subject : "Nightjar";
  }

  /** What at most one open incident has. */
  String key() {
    return key(name(), kind, occurrence);
  }

  static String key(String name, IncidentKind kind, @Nullable Instant occurrence) {
    return name + "|" + kind.word() + "|" + occurrence;
  }

  public boolean isOpen() {
    return ending == null;
  }
}
