/** The outbox: notifications owed to channels, their messages and their delivery. */
@NullMarked
package io.nightjar.alert;

import org.jspecify.annotations.NullMarked;
