package io.nightjar.watchdog;

import io.nightjar.alert.IncidentReport.Transition;
import io.nightjar.incident.Incident;
import io.nightjar.incident.Incident.Acknowledgement;
import io.nightjar.incident.Incident.Attention;
import io.nightjar.incident.Mute;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is due of an open incident at an instant. Pure.
 *
 * @param announce what to say of it, null: nothing
 * @param attention what people will have heard of it then, and when it is looked at again
 */
record Upkeep(@Nullable Transition announce, Attention attention) {

  private static final Duration MUTED_AT_MOST = Duration.ofMinutes(10);

  /**
   * Decides.
   *
   * @param mute the mute that covers its job now, null: none
   * @param eclipsed whether a later incident of its job is open too: that one is reminded of, and says how many nights it
   *     has been
   */
  static Upkeep of(
      Incident incident,
      LifeSettings settings,
      @Nullable Mute mute,
      boolean eclipsed,
      Instant now) {
    Attention before = incident.attention();
    if (mute != null) {
      boolean news = before.told() && before.mutedUntil() == null;
      return new Upkeep(news ? Transition.MUTED : null, muted(before, mute, now));
    }
    if (before.mutedUntil() != null) {
      return unmuted(incident, settings, now);
    }
    if (eclipsed) {
      return new Upkeep(null, before.lookedAt(now.plus(settings.remindEvery())));
    }
    return due(incident, settings, now);
  }

  /** What people have heard of an incident right after it was opened. */
  static Attention opened(Incident incident, LifeSettings settings, @Nullable Mute mute) {
    if (mute != null) {
      return muted(incident.attention(), mute, incident.openedAt());
    }
    return incident.attention().lookedAt(next(incident, settings));
  }

  /** Looked at also before its end: a mute can be ended early while this is being decided. */
  private static Attention muted(Attention before, Mute mute, Instant now) {
    Instant soon = now.plus(MUTED_AT_MOST);
    return new Attention(
        before.told(),
        mute.to(),
        before.reminders(),
        before.remindedAt(),
        before.escalatedAt(),
        soon.isBefore(mute.to()) ? soon : mute.to());
  }

  private static Upkeep unmuted(Incident incident, LifeSettings settings, Instant now) {
    Attention before = incident.attention();
    Attention heard =
        new Attention(true, null, before.reminders(), now, before.escalatedAt(), null);
    return new Upkeep(Transition.MUTE_ENDED, heard.lookedAt(next(incident.heard(heard), settings)));
  }

  private static Upkeep due(Incident incident, LifeSettings settings, Instant now) {
    Instant escalation = escalationDue(incident, settings);
    boolean escalates = escalation != null && !now.isBefore(escalation);
    boolean reminds = !now.isBefore(reminderDue(incident, settings));
    Attention before = incident.attention();
    // What is taken further says all that a reminder would.
    Attention heard = new Attention(
        before.told(),
        null,
        before.reminders() + (reminds ? 1 : 0),
        reminds ? now : before.remindedAt(),
        escalates ? now : before.escalatedAt(),
        null);
    Transition announce = escalates ? Transition.ESCALATED : reminds ? Transition.REMINDED : null;
    return new Upkeep(announce, heard.lookedAt(next(incident.heard(heard), settings)));
  }

  /** When an incident that is not muted is looked at again. */
  static Instant next(Incident incident, LifeSettings settings) {
    Instant reminder = reminderDue(incident, settings);
    Instant escalation = escalationDue(incident, settings);
    return escalation == null || reminder.isBefore(escalation) ? reminder : escalation;
  }

  private static Instant reminderDue(Incident incident, LifeSettings settings) {
    Instant heard = incident.attention().remindedAt();
    Instant last = heard == null ? incident.openedAt() : heard;
    Acknowledgement seen = incident.acknowledgement();
    return seen != null && seen.until().isAfter(last)
        ? seen.until()
        : last.plus(settings.remindEvery());
  }

  /** Counted from when somebody could know: a mute may have covered the opening. */
  private static @Nullable Instant escalationDue(Incident incident, LifeSettings settings) {
    Attention attention = incident.attention();
    if (settings.escalateAfter() == null || attention.escalatedAt() != null) {
      return null;
    }
    Instant mutedBefore = attention.reminders() == 0 ? attention.remindedAt() : null;
    Instant told = mutedBefore == null ? incident.openedAt() : mutedBefore;
    Instant due = told.plus(settings.escalateAfter());
    Acknowledgement seen = incident.acknowledgement();
    return seen != null && seen.until().isAfter(due) ? seen.until() : due;
  }
}
