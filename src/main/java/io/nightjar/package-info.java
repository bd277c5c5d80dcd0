/** Nightjar fires nightly jobs and, separately, watches that they happen. */
@NullMarked
package io.nightjar;

import org.jspecify.annotations.NullMarked;
