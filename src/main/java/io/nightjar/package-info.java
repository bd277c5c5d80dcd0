/**
 * Nightjar fires jobs and, independently of that, watches that they run. Read the packages in this order: {@code
 * config}, {@code job}, {@code schedule}, {@code scheduler}, {@code runner}, {@code ledger}, {@code watchdog}, {@code
 * incident}, {@code notification}. {@code docs/architecture.md} follows one night through them.
 */
@NullMarked
package io.nightjar;

import org.jspecify.annotations.NullMarked;
