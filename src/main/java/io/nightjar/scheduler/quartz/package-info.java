/** Everything that uses Quartz. */
@NullMarked
package io.nightjar.scheduler.quartz;

import org.jspecify.annotations.NullMarked;
