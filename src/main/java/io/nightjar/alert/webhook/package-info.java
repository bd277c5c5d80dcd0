/** Delivery to an address of the web. */
@NullMarked
package io.nightjar.alert.webhook;

import org.jspecify.annotations.NullMarked;
