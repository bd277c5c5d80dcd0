/** Verdicts on expected runs. */
@NullMarked
package io.nightjar.watchdog.judge;

import org.jspecify.annotations.NullMarked;
