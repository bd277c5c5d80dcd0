/** Builds all HTTP clients. */
@NullMarked
package io.nightjar.platform.http;

import org.jspecify.annotations.NullMarked;
