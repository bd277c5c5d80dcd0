package io.nightjar.notification.dispatch;

import io.nightjar.notification.DeliveryReceipt;
import io.nightjar.notification.IncidentRef;
import io.nightjar.notification.Notification.About;
import io.nightjar.notification.outbox.PendingNotification;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The notifications that one message tells, in the order of their creation.
 *
 * @param carrier the notification under whose identity it goes out
 * @param thread the message it replies to, null for a first message
 */
record NotificationBatch(
    UUID carrier, @Nullable DeliveryReceipt thread, List<PendingNotification> members) {

  NotificationBatch {
    if (members.isEmpty()) {
      throw new IllegalArgumentException("a message must contain a notification");
    }
    members = List.copyOf(members);
  }

  /** Whether an earlier attempt may have delivered it. */
  boolean isUnclear() {
    return members.get(0).isUnclear();
  }

  int attempts() {
    return members.stream().mapToInt(PendingNotification::attempts).max().orElse(0);
  }

  long seq() {
    return members.get(0).seq();
  }

  /** When the oldest was written. */
  Instant since() {
    return members.stream()
        .map(PendingNotification::createdAt)
        .min(Instant::compareTo)
        .orElseThrow();
  }

  /** When the newest was written. */
  Instant latest() {
    return members.stream()
        .map(PendingNotification::createdAt)
        .max(Instant::compareTo)
        .orElseThrow();
  }

  /** The one incident that it tells of, null when it is none or they are several. */
  @Nullable
  IncidentRef incident(String environment) {
    PendingNotification last = members.get(members.size() - 1);
    About about = last.about();
    if (about == null) {
      // A notification that is sent alone and has no end, such as the digest, is not an incident.
      boolean incident = last.transition().equals("opened") || last.transition().equals("resolved");
      return incident ? IncidentRef.of(environment + "/" + last.root(), last.transition()) : null;
    }
    boolean one = members.stream()
        .map(PendingNotification::about)
        .allMatch(each -> each != null && each.incident() == about.incident());
    return one ? IncidentRef.of(environment + "/" + about.incident(), last.transition()) : null;
  }

  boolean isReply() {
    return thread != null;
  }
}
