/** Commands of the jar. */
@NullMarked
package io.nightjar.cli;

import org.jspecify.annotations.NullMarked;
