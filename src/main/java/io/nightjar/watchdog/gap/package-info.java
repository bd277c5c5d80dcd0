/** The times in which this watchdog did not watch, or could not read the database. */
@NullMarked
package io.nightjar.watchdog.gap;

import org.jspecify.annotations.NullMarked;
