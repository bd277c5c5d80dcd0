/** What must be written regularly. */
@NullMarked
package io.nightjar.watchdog.task;

import org.jspecify.annotations.NullMarked;
