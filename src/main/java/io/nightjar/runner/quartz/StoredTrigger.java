package io.nightjar.runner.quartz;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A trigger of the group {@code scheduled} as Quartz's tables have it, read without loading any class.
 *
 * @param name of the trigger, that is, of the job
 * @param state as Quartz writes it
 * @param type SCHEDULE, unless something else has written it
 * @param job the key of its job, {@code group.name}
 * @param jobClass the class of its job
 * @param expression of its schedule, null when the row of its details is missing
 * @param zone of its schedule, null when the row of its details is missing
 * @param nextFire when Quartz will fire it, null: never
 * @param inFlight whether an instance has acquired it
 */
record StoredTrigger(
    String name,
    String state,
    String type,
    String job,
    String jobClass,
    @Nullable String expression,
    @Nullable String zone,
    @Nullable Instant nextFire,
    boolean inFlight) {}
