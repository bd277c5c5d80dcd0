/** The processes that share a database: which of them exist, what each does, and which of them stopped responding. */
@NullMarked
package io.nightjar.instance;

import org.jspecify.annotations.NullMarked;
