package io.nightjar.ledger.expected;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which expected runs to list, in the order of their occurrences.
 *
 * @param from inclusive
 * @param to exclusive
 * @param job name of a job, null: all
 * @param state one state, null: all
 * @param limit at most so many
 */
public record ExpectedRunQuery(
    Instant from,
    Instant to,
    @Nullable String job,
    @Nullable ExpectedState state,
    int limit) {}
