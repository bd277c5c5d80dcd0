/** REST: incidents, mutes, notifications and monitoring gaps. */
@NullMarked
package io.nightjar.web.api.incident;

import org.jspecify.annotations.NullMarked;
