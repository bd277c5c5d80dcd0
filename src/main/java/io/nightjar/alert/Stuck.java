package io.nightjar.alert;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A place that does not take what is owed to it.
 *
 * @param since when the oldest message that is owed to it was written
 * @param refused whether it refuses until somebody changes something
 * @param error what it last said, null when nothing was tried yet
 * @param owed how many notifications wait
 */
public record Stuck(
    Destination destination,
    Instant since,
    boolean refused,
    @Nullable String error,
    long owed) {}
