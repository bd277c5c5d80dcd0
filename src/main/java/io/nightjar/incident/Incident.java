package io.nightjar.incident;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A verdict that needs a person, from opening to resolution.
 *
 * @param id identity; 0 before it is written
 * @param job name of the job
 * @param kind what is wrong
 * @param occurrence the occurrence it is about, null when it is about the job as a whole
 * @param run the run that shows it, null when there is none
 * @param deadline the deadline that was missed, null when none was
 * @param cause why, as far as known, bounded, partly text from jobs; null when unknown
 * @param openedAt when it was opened
 * @param thread the notification whose message starts its thread
 * @param acknowledgement who looks after it, null until somebody does
 * @param ending how it ended, null until it has
 */
public record Incident(
    long id,
    String job,
    IncidentKind kind,
    @Nullable Instant occurrence,
    @Nullable UUID run,
    @Nullable Instant deadline,
    @Nullable String cause,
    Instant openedAt,
    UUID thread,
    @Nullable Acknowledgement acknowledgement,
    @Nullable Ending ending) {

  /** Somebody looks after it. */
  public record Acknowledgement(Instant at, String by) {}

  /**
   * How it ended.
   *
   * @param by who resolved it, null unless by hand or by a manual run
   */
  public record Ending(
      Instant at, Resolution resolution, @Nullable String by) {}

  /** The same incident after its end. */
  public Incident resolved(Instant at, Resolution resolution, @Nullable String by) {
    return new Incident(
        id,
        job,
        kind,
        occurrence,
        run,
        deadline,
        cause,
        openedAt,
        thread,
        acknowledgement,
        new Ending(at, resolution, by));
  }

  /** The same incident, shown by another run. */
  public Incident repeated(UUID byRun, @Nullable String newCause) {
    return new Incident(
        id,
        job,
        kind,
        occurrence,
        byRun,
        deadline,
        newCause,
        openedAt,
        thread,
        acknowledgement,
        ending);
  }

  public boolean isOpen() {
    return ending == null;
  }
}
