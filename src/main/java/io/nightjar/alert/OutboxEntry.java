package io.nightjar.alert;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A notification and what has become of it.
 *
 * @param attempts how often its delivery was begun
 * @param lastError why the latest attempt failed, null when none has
 * @param sentAt when the channel confirmed it, null while it is owed
 * @param reference what the channel calls the message
 */
public record OutboxEntry(
    Notification notification,
    int attempts,
    @Nullable String lastError,
    @Nullable Instant sentAt,
    @Nullable String reference) {

  public boolean isSent() {
    return sentAt != null;
  }
}
