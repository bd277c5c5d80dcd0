/** The runs of a night in total, for the morning digest. */
@NullMarked
package io.nightjar.ledger.report;

import org.jspecify.annotations.NullMarked;
