/** Expected runs, runs and heartbeats: states, matching and SQL. */
@NullMarked
package io.nightjar.ledger;

import org.jspecify.annotations.NullMarked;
