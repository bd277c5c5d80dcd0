package io.nightjar.watchdog;

import org.jspecify.annotations.Nullable;

/** A pass in which a task failed; the failures of further tasks are suppressed. */
public final class FailedTaskException extends RuntimeException {

  private final String what;

  private FailedTaskException(Object task, Throwable cause) {
    super(task.getClass().getSimpleName() + " failed", cause);
    this.what = task.getClass().getSimpleName() + ": " + cause.getClass().getSimpleName();
  }

  /** The first of a pass, with this one: of a task or of a part of it that has failed. */
  public static FailedTaskException and(
      @Nullable FailedTaskException first, Object task, Throwable cause) {
    FailedTaskException failure =
        cause instanceof FailedTaskException known ? known : new FailedTaskException(task, cause);
    if (first == null) {
      return failure;
    }
    first.addSuppressed(failure);
    return first;
  }

  /** Which task, and the class of the problem: its message may hold anything. */
  String what() {
    return what;
  }

  /** Whether the database did not answer; what else fails is the task's own. */
  boolean isOfDatabase() {
    return WatchdogStatus.isOfDatabase(getCause());
  }
}
