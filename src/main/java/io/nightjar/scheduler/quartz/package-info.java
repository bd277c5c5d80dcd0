/** All that knows Quartz. */
@NullMarked
package io.nightjar.scheduler.quartz;

import org.jspecify.annotations.NullMarked;
