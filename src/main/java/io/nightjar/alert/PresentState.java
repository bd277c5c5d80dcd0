package io.nightjar.alert;

import io.nightjar.incident.Incident;
import io.nightjar.incident.Incident.Acknowledgement;
import io.nightjar.incident.Incident.Ending;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What has become of an incident since it was told, in a few words. */
final class PresentState {

  private PresentState() {}

  /** Null when nothing has. */
  static @Nullable String of(Incident incident, LocalTimes times) {
    Ending ending = incident.ending();
    if (ending != null) {
      return ended(ending, times);
    }
    Instant mutedUntil = incident.attention().mutedUntil();
    if (mutedUntil != null) {
      return "muted until " + times.full(mutedUntil);
    }
    Acknowledgement seen = incident.acknowledgement();
    if (seen != null) {
      return "still open, " + seen.by() + " looks after it until " + times.full(seen.until());
    }
    return incident.attention().reminders() > 0 ? "still open" : null;
  }

  private static String ended(Ending ending, LocalTimes times) {
    String by = ending.by() == null ? "" : " by " + ending.by();
    String how = switch (ending.resolution()) {
      case LATE_RUN -> "it ran after all";
      case MANUAL_RUN -> "run by hand" + by;
      case SUPERSEDED -> "a later run has made up for it";
      case ON_TIME_AFTER_ALL -> "it was on time after all";
      case JOB_RETURNED -> "it is watched again";
      case BY_HAND -> "marked as resolved" + by;
      case REPLACED -> "it has another problem by now, told in the thread";
      case SEEN_AGAIN -> "it is heard again";
      case PUT_RIGHT -> "it is as it should be again";
      case FIRES_AGAIN -> "jobs are started again";
      case TAKEN_OVER -> "another process has taken over";
      case CAN_START -> "it can start again";
      case NO_LONGER_WATCHED -> "it is no longer looked after";
      case DELIVERED_AGAIN -> "messages are delivered again";
      case UNKNOWN -> "it has ended";
    };
    return how + ", " + times.full(Objects.requireNonNull(ending.at()));
  }
}
