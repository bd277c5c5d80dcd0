package io.nightjar.ledger.run;

import org.jspecify.annotations.Nullable;

/**
 * Who asked for a manual run, and why.
 *
 * @param by name of the token or user
 * @param reason as given, may be null
 * @param parameters JSON text handed to the job, null when none
 */
public record RunRequest(
    String by, @Nullable String reason, @Nullable String parameters) {}
