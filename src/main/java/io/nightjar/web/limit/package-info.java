/** What one caller may take: bodies, connections, threads. */
@NullMarked
package io.nightjar.web.limit;

import org.jspecify.annotations.NullMarked;
