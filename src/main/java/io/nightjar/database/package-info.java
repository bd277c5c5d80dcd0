/** The connections to the one database: its pools, its migrations, and what is done when it is lost. */
@NullMarked
package io.nightjar.database;

import org.jspecify.annotations.NullMarked;
