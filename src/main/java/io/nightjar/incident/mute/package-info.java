/** Planned silence. */
@NullMarked
package io.nightjar.incident.mute;

import org.jspecify.annotations.NullMarked;
