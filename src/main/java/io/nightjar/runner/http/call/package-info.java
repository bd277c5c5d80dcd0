/** One bounded call over HTTP. */
@NullMarked
package io.nightjar.runner.http.call;

import org.jspecify.annotations.NullMarked;
