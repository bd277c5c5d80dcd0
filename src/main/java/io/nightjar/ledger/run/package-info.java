/** Runs and their heartbeats. */
@NullMarked
package io.nightjar.ledger.run;

import org.jspecify.annotations.NullMarked;
