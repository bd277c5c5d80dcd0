/** Executes runs: starts, follows, ends and records them. */
@NullMarked
package io.nightjar.runner;

import org.jspecify.annotations.NullMarked;
