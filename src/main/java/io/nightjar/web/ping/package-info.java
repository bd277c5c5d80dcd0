/** Heartbeats from elsewhere. */
@NullMarked
package io.nightjar.web.ping;

import org.jspecify.annotations.NullMarked;
