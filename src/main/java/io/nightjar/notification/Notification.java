package io.nightjar.notification;

import io.nightjar.incident.Incident;
import io.nightjar.incident.IncidentKind;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One message owed to one channel about one incident transition.
 *
 * @param id its identity, which travels in the message
 * @param about the incident it is about, null for a message that stands alone, as the digest
 * @param transition what happened to the incident, {@code opened}
 * @param threadOf the notification whose message starts the thread, null for a first message
 */
public record Notification(
    UUID id,
    @Nullable About about,
    String transition,
    Destination destination,
    @Nullable UUID threadOf,
    Message message,
    Instant createdAt) {

  /**
   * What is needed of an incident to tell it together with others.
   *
   * @param job its job, null for an incident of Nightjar itself
   */
  public record About(long incident, @Nullable String job, IncidentKind kind) {

    public static About of(Incident incident) {
      return new About(incident.id(), incident.job(), incident.kind());
    }
  }

  public Notification {
    if (id.equals(threadOf)) {
      throw new IllegalArgumentException("a notification cannot be a reply to itself: " + id);
    }
  }

  /** The same, saying something else. */
  public Notification withMessage(Message other) {
    return new Notification(id, about, transition, destination, threadOf, other, createdAt);
  }

  /** Whether it tells, in the thread of the beginning, that an incident is over. */
  public boolean isEnd() {
    return threadOf != null && transition.equals("resolved");
  }
}
