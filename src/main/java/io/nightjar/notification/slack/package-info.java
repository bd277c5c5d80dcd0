/** Slack as a channel. */
@NullMarked
package io.nightjar.notification.slack;

import org.jspecify.annotations.NullMarked;
