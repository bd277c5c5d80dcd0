package io.nightjar.runner.http.poll;

import org.jspecify.annotations.Nullable;

/**
 * What one look at a job showed.
 *
 * @param state what is known of it
 * @param problem why nothing is known, or what is odd; null when all is well
 */
public record PollResult(State state, @Nullable String problem) {

  /** What a look can show. */
  enum State {
    RUNNING,
    NOT_RUNNING,
    /** The service answered, but not what was asked: looking on will hardly help. */
    UNUSABLE,
    /** No answer, or one that passes. */
    UNREADABLE
  }

  public boolean isReadable() {
    return state == State.RUNNING || state == State.NOT_RUNNING;
  }
}
