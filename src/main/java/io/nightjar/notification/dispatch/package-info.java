/** Delivery: pace, retries, several in one message, and the other channels when one fails. */
@NullMarked
package io.nightjar.notification.dispatch;

import org.jspecify.annotations.NullMarked;
