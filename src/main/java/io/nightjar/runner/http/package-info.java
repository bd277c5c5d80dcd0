/** Jobs that are started and followed over HTTP. */
@NullMarked
package io.nightjar.runner.http;

import org.jspecify.annotations.NullMarked;
