/** Takes every job up to the point where its work would begin, before it matters. */
@NullMarked
package io.nightjar.rehearsal;

import org.jspecify.annotations.NullMarked;
