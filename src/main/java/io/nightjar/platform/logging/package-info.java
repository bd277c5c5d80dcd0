/** Escapes control characters in log events, so that no input can forge log lines. */
@NullMarked
package io.nightjar.platform.logging;

import org.jspecify.annotations.NullMarked;
