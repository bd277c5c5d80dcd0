/** The processes that share a database: which there are, what they do, and which has fallen silent. */
@NullMarked
package io.nightjar.instance;

import org.jspecify.annotations.NullMarked;
