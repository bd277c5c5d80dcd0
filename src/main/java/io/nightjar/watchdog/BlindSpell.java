package io.nightjar.watchdog;

import java.time.Instant;
import java.util.UUID;

/**
 * A time in which the watchdog could not see its database, from its last look before to the first after it.
 *
 * @param thread the message that told of it
 * @param why what kept it from seeing, in words
 */
record BlindSpell(Instant from, Instant to, UUID thread, String why) {}
