/** The sentences of each kind of incident. */
@NullMarked
package io.nightjar.notification.wording;

import org.jspecify.annotations.NullMarked;
