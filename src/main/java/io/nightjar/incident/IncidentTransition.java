package io.nightjar.incident;

import io.nightjar.incident.mute.Mute;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What happened to an incident and people are told of.
 *
 * @param incident the incident as it is now
 * @param run the run that shows it, null: none
 * @param mute the mute that covers it, null: none
 * @param startsThread whether nothing was told in its thread before
 */
public record IncidentTransition(
    Transition transition,
    Incident incident,
    @Nullable UUID run,
    @Nullable Mute mute,
    boolean startsThread) {}
