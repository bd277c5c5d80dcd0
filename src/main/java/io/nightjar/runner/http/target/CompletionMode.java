package io.nightjar.runner.http.target;

/** How Nightjar knows that the work of an accepted request is done. */
public enum CompletionMode {
  /** When the request has been answered. */
  RESPONSE,
  /** When the service no longer reports the job running. */
  POLL,
  /** When the service says so by a ping. */
  CALLBACK
}
