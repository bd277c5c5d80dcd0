/** Checks of everything except expected runs: the scheduler, processes, clocks and delivery. */
@NullMarked
package io.nightjar.watchdog.check;

import org.jspecify.annotations.NullMarked;
