package io.nightjar.alert;

import org.jspecify.annotations.Nullable;

/**
 * What a channel knows of a message whose delivery ended without an answer.
 *
 * @param receipt its confirmation, only where it was found
 */
public record Search(Result result, @Nullable Receipt receipt) {

  /** What was found. */
  public enum Result {
    FOUND,
    /** It is not there. */
    ABSENT,
    /** The channel cannot say. */
    UNKNOWN
  }

  public static final Search ABSENT = new Search(Result.ABSENT, null);
  public static final Search UNKNOWN = new Search(Result.UNKNOWN, null);

  public static Search found(Receipt receipt) {
    return new Search(Result.FOUND, receipt);
  }
}
