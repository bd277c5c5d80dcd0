/** Firing through Quartz: the trigger, its persistence, the one job class, the reconciliation with the catalogue. */
@NullMarked
package io.nightjar.runner.quartz;

import org.jspecify.annotations.NullMarked;
