/** Logging that no input can forge: control characters are made visible in whatever format is written. */
@NullMarked
package io.nightjar.platform.logging;

import org.jspecify.annotations.NullMarked;
