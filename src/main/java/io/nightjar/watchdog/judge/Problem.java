package io.nightjar.watchdog.judge;

import io.nightjar.incident.IncidentKind;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What of an expected run needs a person.
 *
 * @param kind what is wrong
 * @param deadline the deadline that was missed, null when none was
 * @param cause why, as the run itself has it; null when it says nothing
 */
record Problem(
    IncidentKind kind, @Nullable Instant deadline, @Nullable String cause) {}
