package io.nightjar.ledger.job;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the ledger knows of a job as a whole.
 *
 * @param job name of the job
 * @param definition schedule and expectations as last seen in the catalogue, see {@code Job.definition()}
 * @param firstSeenAt from when on its occurrences are expected
 * @param horizon all occurrences up to this instant are written
 * @param removedAt when it left the catalogue, null while it is there
 * @param lastScheduledStart latest start that the schedule itself caused: proof that the schedule works, null: never
 * @param lastSuccess when a run last succeeded, null: never
 * @param dataAsOf the occurrence answered by the last successful run, null: never
 */
public record JobRecord(
    String job,
    String definition,
    Instant firstSeenAt,
    Instant horizon,
    @Nullable Instant removedAt,
    @Nullable Instant lastScheduledStart,
    @Nullable Instant lastSuccess,
    @Nullable Instant dataAsOf) {}
