/**
 * Takes every job up to the point where its work would begin, to find jobs that cannot start hours before they are due.
 */
@NullMarked
package io.nightjar.rehearsal;

import org.jspecify.annotations.NullMarked;
