package io.nightjar.incident;

import io.nightjar.incident.Incident.Acknowledgement;
import io.nightjar.incident.LatestOccurrences.Standing;
import io.nightjar.incident.mute.Mute;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is due of an open incident at an instant. Pure.
 *
 * @param announce what to say of it, null: nothing
 * @param state what people will have been notified of then, and when it is checked next
 */
record FollowUpDecision(@Nullable Transition announce, FollowUpState state) {

  private static final Duration MUTED_AT_MOST = Duration.ofMinutes(10);

  /**
   * Decides.
   *
   * @param mute the mute that covers its job now, null: none
   * @param standing how it stands among the open incidents of its job
   */
  static FollowUpDecision of(
      Incident incident,
      FollowUpProperties settings,
      @Nullable Mute mute,
      Standing standing,
      Instant now) {
    FollowUpState before = incident.followUp();
    if (mute != null) {
      boolean news = before.notified() && before.mutedUntil() == null;
      return new FollowUpDecision(news ? Transition.MUTED : null, muted(before, mute, now));
    }
    if (before.mutedUntil() != null) {
      return unmuted(incident, settings, standing, now);
    }
    return due(incident, settings, standing, now);
  }

  /** What people have heard of an incident right after it was opened. */
  static FollowUpState opened(Incident incident, FollowUpProperties settings, @Nullable Mute mute) {
    if (mute != null) {
      return muted(incident.followUp(), mute, incident.openedAt());
    }
    return incident.followUp().dueAt(next(incident, settings, Standing.ALONE, incident.openedAt()));
  }

  /** Looked at also before its end: a mute can be ended early while this is being decided. */
  private static FollowUpState muted(FollowUpState before, Mute mute, Instant now) {
    Instant soon = now.plus(MUTED_AT_MOST);
    return new FollowUpState(
        before.notified(),
        mute.to(),
        before.reminders(),
        before.remindedAt(),
        before.escalatedAt(),
        soon.isBefore(mute.to()) ? soon : mute.to());
  }

  private static FollowUpDecision unmuted(
      Incident incident, FollowUpProperties settings, Standing standing, Instant now) {
    FollowUpState before = incident.followUp();
    FollowUpState heard =
        new FollowUpState(true, null, before.reminders(), now, before.escalatedAt(), null);
    return new FollowUpDecision(
        Transition.MUTE_ENDED,
        heard.dueAt(next(incident.withFollowUp(heard), settings, standing, now)));
  }

  private static FollowUpDecision due(
      Incident incident, FollowUpProperties settings, Standing standing, Instant now) {
    Instant escalation = escalationDue(incident, settings, standing, now);
    boolean escalates = escalation != null && !now.isBefore(escalation);
    // A later night is reminded of instead, and says how many it has been.
    boolean reminds = !standing.hidden() && !now.isBefore(reminderDue(incident, settings, now));
    FollowUpState before = incident.followUp();
    // What is taken further says all that a reminder would.
    FollowUpState heard = new FollowUpState(
        before.notified(),
        null,
        before.reminders() + (reminds ? 1 : 0),
        reminds ? now : before.remindedAt(),
        escalates ? now : before.escalatedAt(),
        null);
    Transition announce = escalates ? Transition.ESCALATED : reminds ? Transition.REMINDED : null;
    return new FollowUpDecision(
        announce, heard.dueAt(next(incident.withFollowUp(heard), settings, standing, now)));
  }

  /** When an incident that is not muted is looked at again. */
  static Instant next(
      Incident incident, FollowUpProperties settings, Standing standing, Instant now) {
    Instant reminder =
        standing.hidden() ? now.plus(settings.remindEvery()) : reminderDue(incident, settings, now);
    Instant escalation = escalationDue(incident, settings, standing, now);
    return escalation == null || reminder.isBefore(escalation) ? reminder : escalation;
  }

  private static Instant reminderDue(Incident incident, FollowUpProperties settings, Instant now) {
    Instant heard = incident.followUp().remindedAt();
    Instant last = passed(heard == null ? incident.openedAt() : heard, now);
    Acknowledgement seen = incident.acknowledgement();
    return seen != null && seen.until().isAfter(last)
        ? seen.until()
        : last.plus(settings.remindEvery());
  }

  /** A time in the future was written by a clock that has been corrected since. */
  private static Instant passed(Instant instant, Instant now) {
    return instant.isAfter(now) ? now : instant;
  }

  /**
   * Counted from when somebody could know: a mute may have covered the opening. The first night of a job that is not put
   * right comes first, and is taken further for all that follow.
   */
  private static @Nullable Instant escalationDue(
      Incident incident, FollowUpProperties settings, Standing standing, Instant now) {
    FollowUpState state = incident.followUp();
    if (settings.escalateAfter() == null || state.escalatedAt() != null || standing.escalated()) {
      return null;
    }
    Instant mutedBefore = state.reminders() == 0 ? state.remindedAt() : null;
    Instant told = mutedBefore == null ? incident.openedAt() : mutedBefore;
    Instant due = passed(told, now).plus(settings.escalateAfter());
    Acknowledgement seen = incident.acknowledgement();
    Instant own = seen == null ? due : later(due, seen.until());
    return standing.seenUntil() == null ? own : later(own, standing.seenUntil());
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
