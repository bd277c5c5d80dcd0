/** Formats what a run reports for the ledger: bounded, on one line where needed, without secrets. */
@NullMarked
package io.nightjar.runner.text;

import org.jspecify.annotations.NullMarked;
