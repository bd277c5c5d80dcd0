/** What reaches the log: nothing that a stranger could pass off as a line of it. */
@NullMarked
package io.nightjar.ops.logging;

import org.jspecify.annotations.NullMarked;
