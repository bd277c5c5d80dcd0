package io.nightjar.notification.outbox;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The notifications that are still pending.
 *
 * @param refused how many of them their channel refuses until somebody changes something
 * @param oldest when the oldest was created, null when none is pending
 * @param oldestAge how long the oldest has been pending, zero when none is
 */
public record OutboxBacklog(
    long count, long refused, @Nullable Instant oldest, Duration oldestAge) {}
