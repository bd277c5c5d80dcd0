package io.nightjar.notification.slack;

import java.time.Duration;

/**
 * How long Slack is waited for.
 *
 * @param whole the whole call; three of them, as many as one message may take, are shorter than the dispatcher's lease
 */
record SlackTimeouts(Duration connect, Duration read, Duration whole) {

  static final SlackTimeouts DEFAULT =
      new SlackTimeouts(Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofSeconds(15));
}
