/** The catalogue: every job that is to happen, with its schedule and what is promised of it. */
@NullMarked
package io.nightjar.job;

import org.jspecify.annotations.NullMarked;
