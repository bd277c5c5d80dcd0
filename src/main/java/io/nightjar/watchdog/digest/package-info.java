/** The morning digest. */
@NullMarked
package io.nightjar.watchdog.digest;

import org.jspecify.annotations.NullMarked;
