package io.nightjar.notification;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One message on its way.
 *
 * @param notification identity of the notification, travels in the message
 * @param destination the place, {@code #monitoring-prod}
 * @param thread the channel's own reference of the first message of the thread, null for a first message
 * @param message what to say
 * @param incident what it is about, null when that is no incident, or several in one message
 */
public record Delivery(
    UUID notification,
    String destination,
    @Nullable String thread,
    Message message,
    @Nullable IncidentRef incident) {

  /** A message that is about no incident. */
  public Delivery(UUID notification, String destination, @Nullable String thread, Message message) {
    this(notification, destination, thread, message, null);
  }

  /** The same, for a second attempt after one whose outcome is unknown. */
  public Delivery asPossibleRepeat() {
    return new Delivery(notification, destination, thread, message.asPossibleRepeat(), incident);
  }

  /** The same, at the place as the channel itself names it. */
  public Delivery at(String place) {
    return new Delivery(notification, place, thread, message, incident);
  }
}
