/** What needs a person, from its opening to its end. */
@NullMarked
package io.nightjar.incident;

import org.jspecify.annotations.NullMarked;
