package io.nightjar.incident;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What people have been notified of about an open incident, and when it is next checked for a reminder or an escalation.
 *
 * @param notified whether anybody has been notified; false while a mute has covered it from its opening
 * @param mutedUntil until when nobody is notified of it, null: it is not muted
 * @param reminders how many reminders were sent
 * @param remindedAt when the last reminder was sent, null: never
 * @param escalatedAt when it was escalated, null: not yet
 * @param dueAt when it is checked next, null: never
 */
public record FollowUpState(
    boolean notified,
    @Nullable Instant mutedUntil,
    int reminders,
    @Nullable Instant remindedAt,
    @Nullable Instant escalatedAt,
    @Nullable Instant dueAt) {

  /** People have been notified, and no further message is due. */
  public static final FollowUpState NONE = new FollowUpState(true, null, 0, null, null, null);

  /** The same, checked at another instant. */
  public FollowUpState dueAt(@Nullable Instant next) {
    return new FollowUpState(notified, mutedUntil, reminders, remindedAt, escalatedAt, next);
  }
}
