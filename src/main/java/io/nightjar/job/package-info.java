/** The catalogue: every job, with its schedule and its expectations. */
@NullMarked
package io.nightjar.job;

import org.jspecify.annotations.NullMarked;
