package io.nightjar.alert;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One message owed to one channel about one incident transition.
 *
 * @param id its identity, which travels in the message
 * @param incident the incident it is about, null for a message about Nightjar itself
 * @param transition what happened to the incident, {@code opened}
 * @param threadOf the notification whose message starts the thread, null for a first message
 */
public record Notification(
    UUID id,
    @Nullable Long incident,
    String transition,
    Destination destination,
    @Nullable UUID threadOf,
    Message message,
    Instant createdAt) {

  public Notification {
    if (id.equals(threadOf)) {
      throw new IllegalArgumentException("a notification cannot be a reply to itself: " + id);
    }
  }
}
