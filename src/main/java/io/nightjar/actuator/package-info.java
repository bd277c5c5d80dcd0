/** Health and metrics. */
@NullMarked
package io.nightjar.actuator;

import org.jspecify.annotations.NullMarked;
