/** The pending notifications, kept until a channel has confirmed them. */
@NullMarked
package io.nightjar.notification.outbox;

import org.jspecify.annotations.NullMarked;
