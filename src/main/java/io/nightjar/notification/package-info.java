/** Messages and the channels that deliver them: what a channel needs to know. */
@NullMarked
package io.nightjar.notification;

import org.jspecify.annotations.NullMarked;
