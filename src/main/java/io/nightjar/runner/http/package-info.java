/** Jobs that a service does, started over HTTP. */
@NullMarked
package io.nightjar.runner.http;

import org.jspecify.annotations.NullMarked;
