package io.nightjar.notification.webhook;

import java.util.Locale;

/** What the receiver understands. */
enum WebhookFormat {
  /** Nightjar's own, signed when there is a secret. */
  JSON,
  /** An incoming webhook of Slack. */
  SLACK,
  /** An incoming webhook of Mattermost. */
  MATTERMOST,
  /** A workflow of Teams that posts what a webhook receives. */
  TEAMS;

  /** As it is configured. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
