/** Announces incidents: one alone, or many in one message. */
@NullMarked
package io.nightjar.notification.incident;

import org.jspecify.annotations.NullMarked;
