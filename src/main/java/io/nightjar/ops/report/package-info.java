/** What a rehearsal showed, as a table and as files. */
@NullMarked
package io.nightjar.ops.report;

import org.jspecify.annotations.NullMarked;
