/** Decides which old rows are removed from the ledger, and when. */
@NullMarked
package io.nightjar.ledger.retention;

import org.jspecify.annotations.NullMarked;
