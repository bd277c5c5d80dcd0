/** Expected runs: a row for every occurrence, written before it is due. */
@NullMarked
package io.nightjar.ledger.expected;

import org.jspecify.annotations.NullMarked;
