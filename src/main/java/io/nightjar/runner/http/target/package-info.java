/** How a job over HTTP is configured. */
@NullMarked
package io.nightjar.runner.http.target;

import org.jspecify.annotations.NullMarked;
