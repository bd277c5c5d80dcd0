package io.nightjar.ledger.job;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A change of a job's place in the catalogue, kept for ever.
 *
 * @param job name of the job
 * @param at when the ledger saw it
 * @param change one word: added, changed, removed, returned
 * @param before schedule and expectations before, null when there were none
 * @param after schedule and expectations after, null when there are none
 */
public record JobChange(
    String job,
    Instant at,
    String change,
    @Nullable String before,
    @Nullable String after) {}
