/** What tables and Java call differently: instants, stored words, statements in portions, sessions of PostgreSQL. */
@NullMarked
package io.nightjar.platform.sql;

import org.jspecify.annotations.NullMarked;
