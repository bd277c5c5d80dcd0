/** Starting, following and finishing runs. */
@NullMarked
package io.nightjar.runner;

import org.jspecify.annotations.NullMarked;
