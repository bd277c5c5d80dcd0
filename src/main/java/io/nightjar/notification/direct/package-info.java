/** Messages that do without the outbox, for what must be said when the database is away. */
@NullMarked
package io.nightjar.notification.direct;

import org.jspecify.annotations.NullMarked;
