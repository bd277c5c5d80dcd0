/** Runs, and what was said of them while they ran. */
@NullMarked
package io.nightjar.ledger.run;

import org.jspecify.annotations.NullMarked;
