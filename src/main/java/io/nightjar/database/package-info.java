/** Reaches the database, says what is wrong with it, and comes back to it. */
@NullMarked
package io.nightjar.database;

import org.jspecify.annotations.NullMarked;
