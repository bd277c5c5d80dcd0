/** Mutes: planned times in which nobody is notified about a job. */
@NullMarked
package io.nightjar.incident.mute;

import org.jspecify.annotations.NullMarked;
