package io.nightjar.job;

import org.jspecify.annotations.Nullable;

/**
 * Whom a job's messages address.
 *
 * @param channel overrides the default channel, null: the default
 * @param owner who is responsible for the job, as written in messages
 * @param runbook a link that says what to do
 */
public record Contact(
    @Nullable String channel,
    @Nullable String owner,
    @Nullable String runbook) {

  static final Contact NONE = new Contact(null, null, null);

  public Contact {
    channel = blankToNull(channel);
    owner = blankToNull(owner);
    runbook = blankToNull(runbook);
  }

  /** A blank text comes from a variable that is not set, and means the default. */
  private static @Nullable String blankToNull(@Nullable String text) {
    return text == null || text.isBlank() ? null : text.strip();
  }
}
