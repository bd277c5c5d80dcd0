/** Health, metrics and the pulse of instances. */
@NullMarked
package io.nightjar.ops;

import org.jspecify.annotations.NullMarked;
