package io.nightjar.watchdog.gap;

import io.nightjar.ledger.gap.MonitoringGaps.Reason;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A time in which the watchdog could not see its database, from its last look before to the first after it.
 *
 * @param thread the message that reported it
 * @param why what kept it from seeing, in words
 * @param reason why nobody watched, null: missing runs were noticed all the while
 */
public record DatabaseOutage(
    Instant from,
    Instant to,
    UUID thread,
    String why,
    @Nullable Reason reason) {}
