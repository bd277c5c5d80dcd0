package io.nightjar.notification.incident;

import io.nightjar.incident.Incident;
import io.nightjar.incident.Incident.Acknowledgement;
import io.nightjar.incident.Incident.Ending;
import io.nightjar.incident.IncidentKind;
import io.nightjar.incident.Resolution;
import io.nightjar.platform.text.LocalTimes;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What has become of an incident since it was told, in a few words. */
public final class CurrentState {

  private CurrentState() {}

  /** Null when nothing has. */
  public static @Nullable String of(Incident incident, LocalTimes times) {
    Ending ending = incident.ending();
    if (ending != null) {
      return ended(incident, ending, times);
    }
    Instant mutedUntil = incident.followUp().mutedUntil();
    if (mutedUntil != null) {
      return "muted until " + times.full(mutedUntil);
    }
    Acknowledgement seen = incident.acknowledgement();
    if (seen != null) {
      return "still open, acknowledged by " + seen.by() + " until " + times.full(seen.until());
    }
    return incident.followUp().reminders() > 0 ? "still open" : null;
  }

  /** Whether another incident has taken its place, in the same thread. */
  public static boolean isReplaced(Incident incident) {
    return incident.ending() != null && incident.ending().resolution() == Resolution.REPLACED;
  }

  /** How an incident ended and what it was, instead of a headline that says that it is. */
  public static String headline(Incident incident, LocalTimes times) {
    return incident.name() + ": "
        + ended(incident, Objects.requireNonNull(incident.ending()), times) + " (" + was(incident)
        + ")";
  }

  private static String ended(Incident incident, Ending ending, LocalTimes times) {
    String by = ending.by() == null ? "" : " by " + ending.by();
    String how = switch (ending.resolution()) {
      case LATE_RUN -> "done late";
      case MANUAL_RUN -> "re-run" + by + ", done";
      case SUPERSEDED -> "a later run succeeded";
      case REPORTED_LATE -> "was done on time, reported late";
      case JOB_RETURNED -> "back in the configuration";
      case MANUAL -> "marked as resolved" + by;
      case REPLACED -> "has another problem, told in the thread";
      case RECOVERED -> recovered(incident.kind());
      case TAKEN_OVER -> "another process has taken over";
      case NO_LONGER_WATCHED -> "no longer watched";
      case DELIVERED_AGAIN -> "takes messages again";
      case UNKNOWN -> "ended";
    };
    return how + ", " + times.full(ending.at());
  }

  private static String recovered(IncidentKind kind) {
    return switch (kind) {
      case SCHEDULER_DRIFT, CLOCK_SKEW -> "as it should be again";
      case SCHEDULER_SILENT -> "starts jobs again";
      case COULD_NOT_START -> "can start again";
      default -> "back";
    };
  }

  private static String was(Incident incident) {
    return switch (incident.kind()) {
      case NOT_STARTED -> "did not start";
      case COULD_NOT_START -> "could not start";
      case FAILED -> "had failed";
      case OVERDUE -> "was not finished in time";
      case TOO_QUICK -> "had ended too quickly";
      case SKIPPED -> "was skipped";
      case HELD -> "was held back";
      case JOB_REMOVED -> "had left the configuration";
      case UNDELIVERABLE -> "took no messages";
      case WATCHDOG_BLIND -> "could not watch";
      case SCHEDULER_DRIFT -> "was not going to start as planned";
      case SCHEDULER_SILENT -> "started nothing";
      case CLOCK_SKEW -> "was wrong";
      case INSTANCE_DOWN -> "showed no sign of life";
      case UNKNOWN -> "had a problem";
    };
  }
}
