package io.nightjar.alert;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A notification that is owed, without its text.
 *
 * @param about what it is about, null when it is told alone
 * @param thread the message that starts its thread, null when there is none at this place
 * @param attempt the attempts of the message that was to carry it, null when none was made
 */
record Owed(
    UUID id,
    long seq,
    Notification.@Nullable About about,
    String transition,
    Instant createdAt,
    @Nullable Start thread,
    @Nullable Attempt attempt) {

  /**
   * The message that starts a thread.
   *
   * @param carrier the notification that carries it
   * @param receipt its confirmation, null while it is owed itself
   */
  record Start(UUID carrier, @Nullable Receipt receipt) {}

  /**
   * What was tried.
   *
   * @param carrier the notification that carries the message
   * @param unclear whether it may have been delivered
   * @param retryAt when it is tried again, because its channel refuses this message alone; null: it does not
   */
  record Attempt(
      UUID carrier, int count, boolean unclear, @Nullable Instant retryAt) {}

  /** Whether it replies to a message that is there. */
  boolean isReply() {
    return thread != null && thread.receipt() != null;
  }

  boolean isUnclear() {
    return attempt != null && attempt.unclear();
  }

  /** Whether its channel refuses this message alone. */
  boolean isParked() {
    return attempt != null && attempt.retryAt() != null;
  }

  int attempts() {
    return attempt == null ? 0 : attempt.count();
  }
}
