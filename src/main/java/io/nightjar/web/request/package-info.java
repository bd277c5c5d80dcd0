/** Reads requests strictly. */
@NullMarked
package io.nightjar.web.request;

import org.jspecify.annotations.NullMarked;
