/** The monitoring gaps: times in which no watchdog was active. */
@NullMarked
package io.nightjar.ledger.gap;

import org.jspecify.annotations.NullMarked;
