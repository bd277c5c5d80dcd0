/** Words: times and durations as people read them, texts of bounded length, addresses, near misses in spelling. */
@NullMarked
package io.nightjar.platform.text;

import org.jspecify.annotations.NullMarked;
