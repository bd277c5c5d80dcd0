package io.nightjar.notification.outbox;

import org.jspecify.annotations.Nullable;

/**
 * Which notifications to list, newest first.
 *
 * @param sent true: confirmed ones, false: those still pending, null: all
 * @param incident those about an incident, null: all
 * @param before only those created before the one with this place in the order, null: from the newest
 * @param limit at most so many
 */
public record OutboxQuery(
    @Nullable Boolean sent,
    @Nullable Long incident,
    @Nullable Long before,
    int limit) {}
