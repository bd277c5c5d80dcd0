package io.nightjar.notification.outbox;

import io.nightjar.notification.DeliveryReceipt;
import io.nightjar.notification.Notification;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A pending notification, without its text.
 *
 * @param root the notification that starts its thread, itself when it starts one
 * @param about what it is about, null when it is sent alone
 * @param thread the message that starts its thread, null when there is none at this place
 * @param attempt the attempts of the message that was to carry it, null when none was made
 */
public record PendingNotification(
    UUID id,
    UUID root,
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
   * @param receipt its confirmation, null while it is pending itself
   */
  public record Start(UUID carrier, @Nullable DeliveryReceipt receipt) {}

  /**
   * What was tried.
   *
   * @param carrier the notification that carries the message
   * @param outcomeUnknown whether it may have been delivered
   * @param retryAt when it is tried again, because its channel refuses this message alone; null: it does not
   */
  public record Attempt(
      UUID carrier,
      int count,
      boolean outcomeUnknown,
      @Nullable Instant retryAt) {}

  /** Whether it replies to a message that is there. */
  public boolean isReply() {
    return thread != null && thread.receipt() != null;
  }

  public boolean isUnclear() {
    return attempt != null && attempt.outcomeUnknown();
  }

  /** Whether its channel refuses this message alone. */
  public boolean isParked() {
    return attempt != null && attempt.retryAt() != null;
  }

  public int attempts() {
    return attempt == null ? 0 : attempt.count();
  }
}
