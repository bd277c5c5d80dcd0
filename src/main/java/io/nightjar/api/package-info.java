/** The types that a team's own jar of jobs compiles against. */
@NullMarked
package io.nightjar.api;

import org.jspecify.annotations.NullMarked;
