/** Times in which nobody watched. */
@NullMarked
package io.nightjar.ledger.gap;

import org.jspecify.annotations.NullMarked;
