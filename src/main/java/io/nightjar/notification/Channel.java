package io.nightjar.notification;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A kind of place where messages go. Each kind is one sub-package. The first that is configured takes the messages; the
 * others that are configured take what it does not.
 */
public interface Channel {

  /** The word that names the kind in the outbox: {@code slack}, {@code console}. */
  String kind();

  /** Whether it could deliver. One that is not configured refuses every message and says what to configure. */
  boolean isConfigured();

  /** Where a job's messages go: the place the job names, else the default; empty when there is neither. */
  String place(@Nullable String named);

  /**
   * Delivers one message, once, within its own time limit, which is shorter than the dispatcher's lease.
   *
   * @throws DeliveryException when the channel did not confirm it
   */
  DeliveryReceipt deliver(Delivery delivery);

  /** How long to leave a place alone after a message, as the channel's own rules want it. */
  default Duration pace() {
    return Duration.ZERO;
  }

  /** Whether no message may tell of two incidents, because each is one of its own there: {@link Delivery#incident}. */
  default boolean takesOneIncidentAMessage() {
    return false;
  }

  /** Whether a message can be changed once it is there. */
  default boolean canEdit() {
    return false;
  }

  /**
   * Changes a message that is there; only called when {@link #canEdit}.
   *
   * @param sent the confirmation of the message that is changed
   * @throws DeliveryException when the channel did not confirm the change
   */
  default void edit(Delivery delivery, DeliveryReceipt sent) {
    throw new IllegalStateException("messages of kind " + kind() + " cannot be changed");
  }

  /**
   * Says whether a message has arrived whose delivery ended without an answer.
   *
   * @param since when its delivery was first tried
   * @throws DeliveryException when that cannot be asked now; it is asked again
   */
  default DeliveryLookup find(Delivery delivery, Instant since) {
    return DeliveryLookup.UNKNOWN;
  }

  /** A web address of a message, null when there is none or it cannot be had now. Never throws. */
  default @Nullable String permalink(DeliveryReceipt sent) {
    return null;
  }
}
