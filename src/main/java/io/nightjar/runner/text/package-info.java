/** How what a run says is worded for the ledger: bounded, on one line where it must be, without secrets. */
@NullMarked
package io.nightjar.runner.text;

import org.jspecify.annotations.NullMarked;
