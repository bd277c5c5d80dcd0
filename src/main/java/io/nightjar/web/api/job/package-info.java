/** REST: the catalogue and its runs. */
@NullMarked
package io.nightjar.web.api.job;

import org.jspecify.annotations.NullMarked;
