package io.nightjar.notification.outbox;

import io.nightjar.notification.Destination;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A destination that rejects its pending notifications, or some of them.
 *
 * @param since when its oldest pending message was written
 * @param refused whether it refuses until somebody changes something
 * @param content whether it takes messages, and refuses just these for what they say
 * @param error its last error, null when nothing was tried yet
 * @param owed how many notifications wait
 */
public record UndeliverableDestination(
    Destination destination,
    Instant since,
    boolean refused,
    boolean content,
    @Nullable String error,
    long owed) {

  /** What an incident about it is about. */
  public String subject() {
    return content ? OF_CONTENT + destination : destination.toString();
  }

  /** The place that an incident is about. */
  public static Destination destinationOf(String subject) {
    String place =
        subject.startsWith(OF_CONTENT) ? subject.substring(OF_CONTENT.length()) : subject;
    String[] parts = place.split(" ", 2);
    return new Destination(parts[0], parts.length > 1 ? parts[1] : "");
  }

  /** Whether an incident is about messages that a place refuses for what they say. */
  public static boolean isOfContent(String subject) {
    return subject.startsWith(OF_CONTENT);
  }

  private static final String OF_CONTENT = "a message to ";
}
