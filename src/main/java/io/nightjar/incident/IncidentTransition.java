package io.nightjar.incident;

import io.nightjar.incident.mute.Mute;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A change of an incident that people are notified of.
 *
 * @param incident the incident as it is now
 * @param run the run that shows it, null: none
 * @param mute the mute that covers it, null: none
 * @param startsThread whether it is the first message of its thread
 */
public record IncidentTransition(
    Transition transition,
    Incident incident,
    @Nullable UUID run,
    @Nullable Mute mute,
    boolean startsThread) {}
