package io.nightjar.notification;

/**
 * The incident that a message is about, for a channel that keeps incidents of its own, as a pager does.
 *
 * @param key the same for all messages about one incident, and for no other
 * @param event what the incident has come to
 */
public record IncidentRef(String key, Event event) {

  /** What an incident has come to. */
  public enum Event {
    /** It is open, for the first time or still. */
    FIRING,
    ACKNOWLEDGED,
    /** It is open, and nothing is said of it until a mute ends. */
    MUTED,
    RESOLVED;

    /** What a transition, as it is kept in the outbox, has brought an incident to. */
    static Event of(String transition) {
      return switch (transition) {
        case "acknowledged" -> ACKNOWLEDGED;
        case "muted" -> MUTED;
        case "resolved" -> RESOLVED;
        default -> FIRING;
      };
    }
  }

  public static IncidentRef of(String key, String transition) {
    return new IncidentRef(key, Event.of(transition));
  }
}
