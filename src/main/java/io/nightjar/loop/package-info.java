/** The threads of Nightjar that nothing may end but the stop of the process. Used by every room, uses none. */
@NullMarked
package io.nightjar.loop;

import org.jspecify.annotations.NullMarked;
