package io.nightjar.ledger.run;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One signal about a run. Append-only.
 *
 * @param id identity, ascending
 * @param run the run it belongs to
 * @param job name of the job
 * @param kind what it reports
 * @param at when it was reported
 * @param source who reported it: {@code scheduler}, {@code api}, {@code ping}, {@code watchdog}
 * @param detail text of the job or a cause, untrusted, bounded; null when there is none
 */
public record Heartbeat(
    long id,
    UUID run,
    String job,
    HeartbeatKind kind,
    Instant at,
    String source,
    @Nullable String detail) {}
