/** What people do from Slack: buttons of messages and the slash command. */
@NullMarked
package io.nightjar.web.slack;

import org.jspecify.annotations.NullMarked;
