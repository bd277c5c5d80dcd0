/** Cron expressions: their dialects, their occurrences in a time zone, and their description in English. Pure. */
@NullMarked
package io.nightjar.schedule;

import org.jspecify.annotations.NullMarked;
