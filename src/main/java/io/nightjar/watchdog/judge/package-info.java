/** Judges expected runs: met, missed, late or failed. */
@NullMarked
package io.nightjar.watchdog.judge;

import org.jspecify.annotations.NullMarked;
