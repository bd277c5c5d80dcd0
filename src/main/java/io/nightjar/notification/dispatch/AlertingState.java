package io.nightjar.notification.dispatch;

import io.nightjar.notification.outbox.OutboxBacklog;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How well Nightjar can tell people.
 *
 * @param configured whether any channel could deliver
 * @param channel the kind of channel in use
 * @param dispatching whether this process delivers (the watchdog role)
 * @param lastPass when this process last looked at the outbox without an error, null when it never did
 * @param lastDelivered when a channel last confirmed a notification, of whichever process; null when none ever did
 * @param lastError why the latest failed attempt of a pending notification failed, null when none has failed
 */
public record AlertingState(
    boolean configured,
    String channel,
    boolean dispatching,
    @Nullable Instant lastPass,
    @Nullable Instant lastDelivered,
    @Nullable String lastError,
    OutboxBacklog pending) {

  /** Whether a channel refuses its notifications until its configuration is corrected. */
  public boolean refused() {
    return pending.refused() > 0;
  }
}
