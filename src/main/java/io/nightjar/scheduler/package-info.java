/** Fires jobs, catches up missed occurrences, and keeps the scheduler's tables in line with the catalogue. */
@NullMarked
package io.nightjar.scheduler;

import org.jspecify.annotations.NullMarked;
