/** E-mail as a channel. */
@NullMarked
package io.nightjar.notification.email;

import org.jspecify.annotations.NullMarked;
