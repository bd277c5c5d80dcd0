package io.nightjar.web.api.incident;

import io.nightjar.notification.Notification;
import io.nightjar.notification.outbox.OutboxEntry;
import io.nightjar.notification.outbox.OutboxEntry.Proof;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A notification as JSON, with the proof of its delivery. */
record NotificationView(
    UUID id,
    @Nullable String job,
    @Nullable Long incident,
    @Nullable String kind,
    String transition,
    String channel,
    String destination,
    String state,
    Instant createdAt,
    @Nullable UUID messageId,
    @Nullable UUID fallbackOf,
    int attempts,
    @Nullable Instant failedAt,
    @Nullable String lastError,
    @Nullable Instant sentAt,
    @Nullable String reference,
    @Nullable String permalink,
    String headline) {

  static NotificationView of(OutboxEntry entry) {
    Notification notification = entry.notification();
    Notification.About about = notification.about();
    Proof proof = entry.proof();
    return new NotificationView(
        notification.id(),
        about == null ? null : about.job(),
        about == null ? null : about.incident(),
        about == null ? null : about.kind().word(),
        notification.transition(),
        notification.destination().channelKind(),
        notification.destination().place(),
        (entry.isSent() ? NotificationFilter.SENT : NotificationFilter.PENDING).word(),
        notification.createdAt(),
        entry.messageId(),
        entry.fallbackOf(),
        entry.attempts().count(),
        entry.attempts().failedAt(),
        entry.attempts().lastError(),
        proof == null ? null : proof.at(),
        proof == null ? null : proof.reference(),
        proof == null ? null : proof.permalink(),
        notification.message().headline());
  }
}
