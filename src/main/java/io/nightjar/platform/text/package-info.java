/** Formats texts for people: times, durations, texts of bounded length, addresses, spelling suggestions. */
@NullMarked
package io.nightjar.platform.text;

import org.jspecify.annotations.NullMarked;
