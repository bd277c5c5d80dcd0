/** Follows a job of a service by asking for its status. */
@NullMarked
package io.nightjar.runner.http.poll;

import org.jspecify.annotations.NullMarked;
