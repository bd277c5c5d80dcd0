package io.nightjar.watchdog;

import io.nightjar.incident.IncidentKind;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What needs a person.
 *
 * @param kind what is wrong
 * @param deadline the deadline that was missed, null when none was
 * @param cause why, as the run itself has it; null when it says nothing
 */
public record Finding(
    IncidentKind kind, @Nullable Instant deadline, @Nullable String cause) {}
