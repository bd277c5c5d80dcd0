/** Where all clients of HTTP are built. */
@NullMarked
package io.nightjar.platform.http;

import org.jspecify.annotations.NullMarked;
