/** Error responses: RFC 9457 problem details that reveal nothing internal. */
@NullMarked
package io.nightjar.web.problem;

import org.jspecify.annotations.NullMarked;
