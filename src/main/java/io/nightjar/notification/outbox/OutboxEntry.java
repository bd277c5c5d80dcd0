package io.nightjar.notification.outbox;

import io.nightjar.notification.Notification;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A notification and what has become of it.
 *
 * @param seq its place in the order of creation
 * @param messageId the notification under whose identity the message that tells it goes out, null: not on its way yet
 * @param fallbackOf the notification of which it is a copy, for another channel; null: of none
 * @param attempts what was tried for the message so far
 * @param proof the confirmation of the channel, null while it is pending
 */
public record OutboxEntry(
    Notification notification,
    long seq,
    @Nullable UUID messageId,
    @Nullable UUID fallbackOf,
    Attempts attempts,
    @Nullable Proof proof) {

  /**
   * What was tried.
   *
   * @param count how often delivery was begun
   * @param failedAt when the latest failed attempt ended, null when none has failed
   * @param lastError why it failed
   */
  public record Attempts(
      int count, @Nullable Instant failedAt, @Nullable String lastError) {}

  /**
   * Proof of delivery.
   *
   * @param reference what the channel calls the message (Slack: {@code ts})
   * @param place where the channel says it went (Slack: the channel id)
   * @param permalink where it can be read
   */
  public record Proof(
      Instant at,
      @Nullable String reference,
      @Nullable String place,
      @Nullable String permalink) {}

  public boolean isSent() {
    return proof != null;
  }
}
