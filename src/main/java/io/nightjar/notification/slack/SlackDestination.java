package io.nightjar.notification.slack;

/**
 * One place in Slack and how it is reached: by a token, else by an incoming webhook.
 *
 * @param kind the kind of its channel
 * @param channel where messages go unless they name another place
 * @param buttons whether a button that is pressed there reaches Nightjar
 */
record SlackDestination(
    String kind, String token, String channel, String webhookUrl, String apiUrl, boolean buttons) {

  boolean hasToken() {
    return !token.isEmpty();
  }

  boolean hasWebhook() {
    return !hasToken() && !webhookUrl.isEmpty();
  }

  boolean isConfigured() {
    return hasToken() || hasWebhook();
  }

  boolean isSameAs(SlackDestination other) {
    return hasToken()
        ? token.equals(other.token) && channel.equals(other.channel)
        : hasWebhook() && other.hasWebhook() && webhookUrl.equals(other.webhookUrl);
  }

  /** The key under which it is configured. */
  String key() {
    return kind.equals("slack") ? "nightjar.slack" : "nightjar.slack.fallback";
  }

  /** Without the secrets. */
  @Override
  public String toString() {
    return kind + " " + channel;
  }
}
