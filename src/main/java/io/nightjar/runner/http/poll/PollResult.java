package io.nightjar.runner.http.poll;

import org.jspecify.annotations.Nullable;

/**
 * The result of one poll.
 *
 * @param state whether the job runs, as far as it is known
 * @param problem why the state is not known, or what is odd about the answer; null for none
 */
public record PollResult(State state, @Nullable String problem) {

  /** What a poll can show. */
  enum State {
    RUNNING,
    NOT_RUNNING,
    /** The service answered with something else: polling again will hardly help. */
    UNUSABLE,
    /** No answer, or a temporary error. */
    UNREADABLE
  }

  public boolean isReadable() {
    return state == State.RUNNING || state == State.NOT_RUNNING;
  }
}
