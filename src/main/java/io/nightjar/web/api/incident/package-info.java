/** REST: what people are told, and what they answer. */
@NullMarked
package io.nightjar.web.api.incident;

import org.jspecify.annotations.NullMarked;
