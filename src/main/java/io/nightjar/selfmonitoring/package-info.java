/** Watches the watchdog, and tells the world outside that all is well. */
@NullMarked
package io.nightjar.selfmonitoring;

import org.jspecify.annotations.NullMarked;
