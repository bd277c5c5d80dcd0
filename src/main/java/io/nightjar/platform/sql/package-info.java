/** Converts between SQL and Java: instants, stored enums, batched statements, settings of PostgreSQL connections. */
@NullMarked
package io.nightjar.platform.sql;

import org.jspecify.annotations.NullMarked;
