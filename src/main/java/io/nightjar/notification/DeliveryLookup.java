package io.nightjar.notification;

import org.jspecify.annotations.Nullable;

/**
 * What a channel knows of a message whose delivery ended without an answer.
 *
 * @param receipt its confirmation, only where it was found
 */
public record DeliveryLookup(Result result, @Nullable DeliveryReceipt receipt) {

  /** What was found. */
  public enum Result {
    FOUND,
    /** It is not there. */
    ABSENT,
    /** The channel cannot say. */
    UNKNOWN
  }

  public static final DeliveryLookup ABSENT = new DeliveryLookup(Result.ABSENT, null);
  public static final DeliveryLookup UNKNOWN = new DeliveryLookup(Result.UNKNOWN, null);

  public static DeliveryLookup found(DeliveryReceipt receipt) {
    return new DeliveryLookup(Result.FOUND, receipt);
  }
}
