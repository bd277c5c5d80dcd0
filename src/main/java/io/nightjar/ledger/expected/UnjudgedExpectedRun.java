package io.nightjar.ledger.expected;

import java.time.Instant;

/**
 * An expected run that could not be judged.
 *
 * @param times how often in a row
 * @param error why it could not the last time, for people
 */
public record UnjudgedExpectedRun(String job, Instant occurrence, int times, String error) {}
