/** The loop that decides: claims expected runs that are due, judges them, opens and resolves incidents. */
@NullMarked
package io.nightjar.watchdog;

import org.jspecify.annotations.NullMarked;
