/** Threads that go on whatever happens in them, and how they are woken. */
@NullMarked
package io.nightjar.platform.loop;

import org.jspecify.annotations.NullMarked;
