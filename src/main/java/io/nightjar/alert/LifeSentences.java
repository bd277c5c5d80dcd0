package io.nightjar.alert;

import io.nightjar.alert.IncidentReport.Streak;
import io.nightjar.alert.IncidentReport.Transition;
import io.nightjar.incident.Incident;
import io.nightjar.incident.Incident.Acknowledgement;
import io.nightjar.incident.Mute;
import io.nightjar.job.Job;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The sentences of a message about what has become of an incident while it is open, in the zone of its job. */
final class LifeSentences {

  private static final List<String> ORDINALS =
      List.of("second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth");

  private final IncidentReport report;
  private final Incident incident;
  private final LocalTimes times;

  LifeSentences(IncidentReport report, ZoneId defaultZone) {
    this.report = report;
    this.incident = report.incident();
    Job job = report.job();
    this.times = new LocalTimes(job == null ? defaultZone : job.zone());
  }

  /** What a headline says behind what is wrong, begins with its own punctuation; empty when there is nothing to add. */
  String standing() {
    return switch (report.transition()) {
      case OPENED -> inARow();
      case REMINDED -> inARow() + ": still open after " + openFor();
      case ESCALATED -> inARow() + ", and nobody has acknowledged it: open for " + openFor();
      case MUTE_ENDED -> inARow() + ": the mute has ended and it is still not done";
      default -> "";
    };
  }

  /** ", third night in a row", empty the first time. */
  private String inARow() {
    Streak streak = report.history().streak();
    return streak == null || streak.count() < 2
        ? ""
        : ", " + ordinal(streak.count()) + (streak.nights() ? " night" : " time") + " in a row";
  }

  private static String ordinal(int number) {
    if (number - 2 < ORDINALS.size()) {
      return ORDINALS.get(number - 2);
    }
    int tens = number % 100;
    String ending = tens >= 11 && tens <= 13
        ? "th"
        : switch (number % 10) {
          case 1 -> "st";
          case 2 -> "nd";
          case 3 -> "rd";
          default -> "th";
        };
    return number + ending;
  }

  private String openFor() {
    return LocalTimes.duration(Duration.between(incident.openedAt(), report.now()));
  }

  /** Since when it is open; at its opening that says nothing. */
  @Nullable
  String openSince() {
    return switch (report.transition()) {
      case REMINDED, ESCALATED, MUTE_ENDED, AGAIN -> times.full(incident.openedAt());
      default -> null;
    };
  }

  @Nullable
  String acknowledged() {
    Acknowledgement seen = incident.acknowledgement();
    if (seen == null) {
      return report.transition() == Transition.ESCALATED ? "by nobody" : null;
    }
    boolean still = incident.isLookedAfter(report.now());
    return "by " + seen.by() + " until " + times.full(seen.until())
        + (still ? "" : ", which has passed");
  }

  String takenOn() {
    Acknowledgement seen = Objects.requireNonNull(incident.acknowledgement());
    return "is acknowledged by " + seen.by() + " until " + times.full(seen.until());
  }

  String muted() {
    Mute mute = Objects.requireNonNull(report.mute());
    return "is muted by " + mute.author() + " until " + times.full(mute.to());
  }

  String whyMuted() {
    return Objects.requireNonNull(report.mute()).reason();
  }
}
