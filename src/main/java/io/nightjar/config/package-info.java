/** Reads and checks the whole configuration before anything else is made: all problems are told at once. */
@NullMarked
package io.nightjar.config;

import org.jspecify.annotations.NullMarked;
