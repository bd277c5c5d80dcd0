/** Background threads that survive every failure, and how they are woken. */
@NullMarked
package io.nightjar.platform.loop;

import org.jspecify.annotations.NullMarked;
