package io.nightjar.notification.wording;

import io.nightjar.incident.Incident;
import io.nightjar.incident.Incident.Acknowledgement;
import io.nightjar.incident.Transition;
import io.nightjar.incident.mute.Mute;
import io.nightjar.notification.MessageText;
import io.nightjar.notification.MessageTimes;
import io.nightjar.notification.facts.IncidentFacts;
import io.nightjar.notification.facts.IncidentFacts.Streak;
import io.nightjar.platform.text.LocalTimes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What is said of what has become of an incident while it is open. */
public final class FollowUpWording {

  private static final List<String> ORDINALS =
      List.of("second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth");

  private final IncidentFacts facts;
  private final Incident incident;
  private final MessageTimes times;

  FollowUpWording(IncidentFacts facts, MessageTimes times) {
    this.facts = facts;
    this.incident = facts.incident();
    this.times = times;
  }

  /** What a headline says behind what is wrong, begins with its own punctuation; empty when there is nothing to add. */
  public String standing() {
    return switch (facts.transition()) {
      case OPENED -> inARow();
      case REMINDED -> inARow() + ": still open after " + openFor();
      case ESCALATED -> inARow() + ", and nobody has acknowledged it: open for " + openFor();
      case MUTE_ENDED -> inARow() + ": the mute has ended and it is still not done";
      default -> "";
    };
  }

  /** ", third night in a row", empty the first time. */
  private String inARow() {
    Streak streak = facts.history().streak();
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
    return LocalTimes.duration(Duration.between(incident.openedAt(), facts.now()));
  }

  /** Since when it is open; at its opening that says nothing. */
  public @Nullable MessageText openSince() {
    return switch (facts.transition()) {
      case REMINDED, ESCALATED, MUTE_ENDED, AGAIN -> times.full(incident.openedAt());
      default -> null;
    };
  }

  public @Nullable MessageText acknowledged() {
    Acknowledgement seen = incident.acknowledgement();
    if (seen == null) {
      return facts.transition() == Transition.ESCALATED ? MessageText.of("not yet") : null;
    }
    String template = incident.isAcknowledged(facts.now())
        ? "by {} until {}"
        : "by {} until {}, which has passed";
    return MessageText.format(template, seen.by(), times.full(seen.until()));
  }

  /** Who has acknowledged it, behind the name. */
  public String acknowledgedBy() {
    return "is acknowledged by " + acknowledgement().by();
  }

  public MessageText acknowledgedUntil() {
    return times.full(acknowledgement().until());
  }

  private Acknowledgement acknowledgement() {
    return Objects.requireNonNull(incident.acknowledgement());
  }

  /** Who has muted it, behind the name. */
  public String mutedBy() {
    return "is muted by " + mute().author();
  }

  public MessageText mutedUntil() {
    return times.full(mute().to());
  }

  public MessageText whyMuted() {
    return MessageText.of(mute().reason());
  }

  private Mute mute() {
    return Objects.requireNonNull(facts.mute());
  }

  /** In a few words, null when nothing has happened since it was told. */
  @Nullable
  MessageText state() {
    Instant mutedUntil = incident.followUp().mutedUntil();
    if (mutedUntil != null) {
      return MessageText.format("muted until {}", times.full(mutedUntil));
    }
    Acknowledgement seen = incident.acknowledgement();
    if (seen != null) {
      return MessageText.format(
          "still open, acknowledged by {} until {}", seen.by(), times.full(seen.until()));
    }
    return incident.followUp().reminders() > 0 ? MessageText.of("still open") : null;
  }
}
