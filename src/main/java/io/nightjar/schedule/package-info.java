/** Cron expressions in a time zone: to occurrences and to words. Pure, without Quartz. */
@NullMarked
package io.nightjar.schedule;

import org.jspecify.annotations.NullMarked;
