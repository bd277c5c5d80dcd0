/** Delivery to Slack. */
@NullMarked
package io.nightjar.alert.slack;

import org.jspecify.annotations.NullMarked;
