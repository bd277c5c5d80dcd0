package io.nightjar.notification;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A message that the channel has not confirmed. The text carries no secret. */
public final class DeliveryException extends RuntimeException {

  /** What is known of the message. */
  public enum Kind {
    /** Not delivered; trying again may help. */
    TRANSIENT,
    /** The place or the credentials are refused: no message is taken until somebody changes something. */
    PERMANENT,
    /** This message alone is refused; the next one may be taken. */
    CONTENT,
    /** It may have been delivered. */
    UNCLEAR
  }

  private final Kind kind;
  private final @Nullable Duration retryAfter;

  public DeliveryException(Kind kind, String problem, @Nullable Duration retryAfter) {
    super(problem);
    this.kind = kind;
    this.retryAfter = retryAfter;
  }

  public Kind kind() {
    return kind;
  }

  /** How long the channel asks to wait, null when it does not say. */
  public @Nullable Duration retryAfter() {
    return retryAfter;
  }
}
