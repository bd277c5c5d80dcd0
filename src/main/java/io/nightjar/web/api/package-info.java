/** REST: operations. */
@NullMarked
package io.nightjar.web.api;

import org.jspecify.annotations.NullMarked;
