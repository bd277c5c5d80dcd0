/** The message of the morning. */
@NullMarked
package io.nightjar.watchdog.digest;

import org.jspecify.annotations.NullMarked;
