/** Webhooks as a channel: JSON of our own, and what chat systems read. */
@NullMarked
package io.nightjar.notification.webhook;

import org.jspecify.annotations.NullMarked;
