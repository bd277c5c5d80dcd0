/** Periodic tasks of the watchdog that write: expiry of instances and runs, planning and retention. */
@NullMarked
package io.nightjar.watchdog.task;

import org.jspecify.annotations.NullMarked;
