/** All other detectors: the scheduler, processes, clocks, delivery. */
@NullMarked
package io.nightjar.watchdog.check;

import org.jspecify.annotations.NullMarked;
