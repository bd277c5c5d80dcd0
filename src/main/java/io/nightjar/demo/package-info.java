/** The demonstration's fakes. */
@NullMarked
package io.nightjar.demo;

import org.jspecify.annotations.NullMarked;
