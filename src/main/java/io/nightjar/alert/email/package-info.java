/** Delivery by e-mail. */
@NullMarked
package io.nightjar.alert.email;

import org.jspecify.annotations.NullMarked;
