/** When this watchdog itself could not see. */
@NullMarked
package io.nightjar.watchdog.gap;

import org.jspecify.annotations.NullMarked;
