package io.nightjar.incident;

import org.jspecify.annotations.Nullable;

/**
 * Which incidents to list, newest first.
 *
 * @param open true: open ones, false: resolved ones, null: all
 * @param job name of a job, null: all
 * @param limit at most so many
 */
public record IncidentQuery(
    @Nullable Boolean open, @Nullable String job, int limit) {}
