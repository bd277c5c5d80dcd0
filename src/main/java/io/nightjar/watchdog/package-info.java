/** Decides what is missing, late or wrong. Knows nothing of what fires and of what runs. */
@NullMarked
package io.nightjar.watchdog;

import org.jspecify.annotations.NullMarked;
