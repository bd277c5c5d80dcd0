/** Cron expressions: their dialects, the occurrences they give in a time zone, and what they say in words. Pure. */
@NullMarked
package io.nightjar.schedule;

import org.jspecify.annotations.NullMarked;
