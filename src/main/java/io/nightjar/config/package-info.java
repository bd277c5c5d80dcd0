/** Reads and checks the whole configuration before any other bean is created, and reports all problems at once. */
@NullMarked
package io.nightjar.config;

import org.jspecify.annotations.NullMarked;
