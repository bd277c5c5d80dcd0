/**
 * Nightjar fires jobs and, apart from that, watches that they happen. To find one's way, read the rooms in this order:
 * {@code config}, {@code job}, {@code schedule}, {@code scheduler}, {@code runner}, {@code ledger}, {@code watchdog},
 * {@code incident}, {@code notification}. {@code docs/architecture.md} follows one night through them.
 */
@NullMarked
package io.nightjar;

import org.jspecify.annotations.NullMarked;
