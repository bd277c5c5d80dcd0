package io.nightjar.ledger.run;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The process that does the work of a run, on the host of the run's instance.
 *
 * @param run the run
 * @param id of the process; the host may give it again to another one
 * @param startedAt when it started, null when the host does not tell
 */
public record HostProcess(UUID run, long id, @Nullable Instant startedAt) {}
