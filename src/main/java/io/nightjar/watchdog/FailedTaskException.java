package io.nightjar.watchdog;

import org.jspecify.annotations.Nullable;

/** A pass in which a duty could not be done; those of further duties are suppressed. */
public final class FailedTaskException extends RuntimeException {

  private final String what;

  private FailedTaskException(WatchdogTask duty, Throwable cause) {
    super(duty.getClass().getSimpleName() + " could not be done", cause);
    this.what = duty.getClass().getSimpleName() + ": " + cause.getClass().getSimpleName();
  }

  /** The first of a pass, with this one. */
  public static FailedTaskException and(
      @Nullable FailedTaskException first, WatchdogTask duty, Throwable cause) {
    FailedTaskException failure = new FailedTaskException(duty, cause);
    if (first == null) {
      return failure;
    }
    first.addSuppressed(failure);
    return first;
  }

  /** Which duty, and the class of the problem: its message may hold anything. */
  String what() {
    return what;
  }

  /** Whether the database did not answer; what else fails is the duty's own. */
  boolean isOfDatabase() {
    return WatchdogStatus.isOfDatabase(getCause());
  }
}
