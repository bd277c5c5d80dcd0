package io.nightjar.ledger;

import java.time.Instant;

/**
 * An expected run that could not be judged.
 *
 * @param times how often in a row
 * @param error why it could not the last time, for people
 */
public record Unjudged(String job, Instant occurrence, int times, String error) {}
