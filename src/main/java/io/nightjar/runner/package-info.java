/** Does runs: starts them, follows them, records what became of them, and ends them. */
@NullMarked
package io.nightjar.runner;

import org.jspecify.annotations.NullMarked;
