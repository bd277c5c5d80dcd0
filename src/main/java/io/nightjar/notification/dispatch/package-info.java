/** Delivers notifications: rate limits, retries, grouping, and the other channels when one fails. */
@NullMarked
package io.nightjar.notification.dispatch;

import org.jspecify.annotations.NullMarked;
