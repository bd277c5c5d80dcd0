package io.nightjar.notification.wording;

import io.nightjar.incident.Incident;
import io.nightjar.incident.Incident.Acknowledgement;
import io.nightjar.incident.Transition;
import io.nightjar.incident.mute.Mute;
import io.nightjar.job.Job;
import io.nightjar.notification.incident.IncidentFacts;
import io.nightjar.notification.incident.IncidentFacts.Streak;
import io.nightjar.platform.text.LocalTimes;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The sentences of a message about what has become of an incident while it is open, in the zone of its job. */
public final class FollowUpWording {

  private static final List<String> ORDINALS =
      List.of("second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth");

  private final IncidentFacts report;
  private final Incident incident;
  private final LocalTimes times;

  public FollowUpWording(IncidentFacts report, ZoneId defaultZone) {
    this.report = report;
    this.incident = report.incident();
    Job job = report.job();
    this.times = new LocalTimes(job == null ? defaultZone : job.zone());
  }

  /** What a headline says behind what is wrong, begins with its own punctuation; empty when there is nothing to add. */
  public String standing() {
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
  public String openSince() {
    return switch (report.transition()) {
      case REMINDED, ESCALATED, MUTE_ENDED, AGAIN -> times.full(incident.openedAt());
      default -> null;
    };
  }

  @Nullable
  public String acknowledged() {
    Acknowledgement seen = incident.acknowledgement();
    if (seen == null) {
      return report.transition() == Transition.ESCALATED ? "by nobody" : null;
    }
    boolean still = incident.isAcknowledged(report.now());
    return "by " + seen.by() + " until " + times.full(seen.until())
        + (still ? "" : ", which has passed");
  }

  public String takenOn() {
    Acknowledgement seen = Objects.requireNonNull(incident.acknowledgement());
    return "is acknowledged by " + seen.by() + " until " + times.full(seen.until());
  }

  public String muted() {
    Mute mute = Objects.requireNonNull(report.mute());
    return "is muted by " + mute.author() + " until " + times.full(mute.to());
  }

  public String whyMuted() {
    return Objects.requireNonNull(report.mute()).reason();
  }
}
