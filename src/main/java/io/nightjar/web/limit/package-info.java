/** Limits of what one caller may use: bodies, connections, threads. */
@NullMarked
package io.nightjar.web.limit;

import org.jspecify.annotations.NullMarked;
