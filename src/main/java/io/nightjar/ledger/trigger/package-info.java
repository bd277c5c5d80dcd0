/** The tables of the scheduler, read only by SQL. */
@NullMarked
package io.nightjar.ledger.trigger;

import org.jspecify.annotations.NullMarked;
