/** The catalogue of jobs: binding, validation and the dependency graph. */
@NullMarked
package io.nightjar.job;

import org.jspecify.annotations.NullMarked;
