/** Fires jobs, makes up for what was missed, and keeps its own tables in order. */
@NullMarked
package io.nightjar.scheduler;

import org.jspecify.annotations.NullMarked;
