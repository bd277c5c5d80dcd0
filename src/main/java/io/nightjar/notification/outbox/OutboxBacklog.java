package io.nightjar.notification.outbox;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the outbox still owes.
 *
 * @param refused how many of them their channel refuses until somebody changes something
 * @param oldest when the oldest was created, null when nothing is owed
 * @param oldestAge how long the oldest has been owed, zero when nothing is
 */
public record OutboxBacklog(
    long count, long refused, @Nullable Instant oldest, Duration oldestAge) {}
