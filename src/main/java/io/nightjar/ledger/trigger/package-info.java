/** The scheduler's own tables, read by SQL alone. */
@NullMarked
package io.nightjar.ledger.trigger;

import org.jspecify.annotations.NullMarked;
