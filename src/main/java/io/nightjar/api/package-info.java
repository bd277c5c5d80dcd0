/** What the jar of a team's own may compile against. */
@NullMarked
package io.nightjar.api;

import org.jspecify.annotations.NullMarked;
