package io.nightjar.alert;

import org.jspecify.annotations.Nullable;

/**
 * A notification leased to this process, to be delivered now.
 *
 * @param attempts how often its delivery was begun, this time included
 * @param unclear whether an earlier attempt may have delivered it
 * @param thread the message it replies to, null for a first message
 */
record Claim(
    Notification notification,
    int attempts,
    boolean unclear,
    @Nullable Start thread) {

  /** A message that the channel has confirmed, and where it went: replies go there too. */
  record Start(String reference, String place) {}

  Delivery delivery() {
    Message message = unclear ? notification.message().asPossibleRepeat() : notification.message();
    return thread == null
        ? new Delivery(notification.id(), notification.destination().place(), null, message)
        : new Delivery(notification.id(), thread.place(), thread.reference(), message);
  }
}
