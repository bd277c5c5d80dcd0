/** Monitors the watchdog itself, and calls an external dead man's switch while Nightjar works. */
@NullMarked
package io.nightjar.selfmonitoring;

import org.jspecify.annotations.NullMarked;
