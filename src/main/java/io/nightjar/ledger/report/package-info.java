/** The night as a whole, for the message of the morning. */
@NullMarked
package io.nightjar.ledger.report;

import org.jspecify.annotations.NullMarked;
