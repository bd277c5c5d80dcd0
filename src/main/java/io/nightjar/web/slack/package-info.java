/** Buttons and commands from Slack. */
@NullMarked
package io.nightjar.web.slack;

import org.jspecify.annotations.NullMarked;
