package io.nightjar.ledger.expected;

import io.nightjar.ledger.expected.ExpectedRun.Progress;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the watchdog has decided of one expected run.
 *
 * @param expectedRun identity of the expected run
 * @param progress its new state
 * @param nextCheckAt when to look again without new evidence, null: never
 */
public record ExpectedRunUpdate(
    long expectedRun, Progress progress, @Nullable Instant nextCheckAt) {}
