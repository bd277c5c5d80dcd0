/** What a caller is told when something goes wrong: problems of RFC 9457, and nothing of our insides. */
@NullMarked
package io.nightjar.web.problem;

import org.jspecify.annotations.NullMarked;
