/** Heartbeats of jobs that run elsewhere. */
@NullMarked
package io.nightjar.web.ping;

import org.jspecify.annotations.NullMarked;
