/** Messages sent without the outbox, for notifications while the database is unavailable. */
@NullMarked
package io.nightjar.notification.direct;

import org.jspecify.annotations.NullMarked;
