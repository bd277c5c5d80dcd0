/** Connects to the database, explains why it cannot be used, and reconnects to it. */
@NullMarked
package io.nightjar.database;

import org.jspecify.annotations.NullMarked;
