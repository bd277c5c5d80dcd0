/** Decides which runs are missing, late or failed. Does not depend on the scheduler or the runners. */
@NullMarked
package io.nightjar.watchdog;

import org.jspecify.annotations.NullMarked;
