package io.nightjar.notification.slack;

import io.nightjar.config.Checked;
import io.nightjar.config.Problems;
import java.net.URI;
import java.net.URISyntaxException;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code nightjar.slack}.
 *
 * @param token Bot token of the Slack app. Empty: none.
 * @param channel Channel of all messages of jobs that name none, as "#monitoring-prod".
 * @param apiUrl Address of Slack's methods, for proxies.
 * @param signingSecret Signing secret of the Slack app. With it messages have buttons, and commands are answered.
 * @param webhookUrl Address of an incoming webhook, used when there is no token. A secret.
 * @param fallback A second place in Slack.
 */
@ConfigurationProperties("nightjar.slack")
record SlackProperties(
    @DefaultValue("") String token,
    @DefaultValue("") String channel,
    @DefaultValue("https://slack.com/api/") String apiUrl,
    @DefaultValue("") String signingSecret,
    @DefaultValue("") String webhookUrl,
    @DefaultValue Fallback fallback)
    implements Checked {

  /**
   * A second place, for what the first does not take.
   *
   * @param token Bot token of another app or workspace. Empty: the one of nightjar.slack.token.
   * @param channel Channel that gets what the first place does not take.
   * @param webhookUrl Address of an incoming webhook, used when there is no channel. A secret.
   */
  record Fallback(
      @DefaultValue("") String token,
      @DefaultValue("") String channel,
      @DefaultValue("") String webhookUrl) {

    Fallback {
      token = ascii(token.strip(), "nightjar.slack.fallback.token");
      channel = channel.strip();
      webhookUrl = webhookUrl.strip();
    }

    /** Without the secrets. */
    @Override
    public String toString() {
      return "Fallback[channel=" + channel + "]";
    }
  }

  SlackProperties {
    token = ascii(token.strip(), "nightjar.slack.token");
    channel = channel.strip();
    apiUrl = withSlash(checked(apiUrl.strip()));
    signingSecret = signingSecret.strip();
    webhookUrl = webhookUrl.strip();
  }

  @Override
  public void check(Problems problems) {
    if (!token().isEmpty() && channel().isEmpty()) {
      problems.problem(
          "channel",
          "is missing although a token is set",
          "name the channel that hears of every job, as \"#monitoring-prod\"");
    }
    checkWebhook("webhook-url", webhookUrl(), problems);
    Fallback fallback = fallback();
    checkWebhook("fallback.webhook-url", fallback.webhookUrl(), problems);
    if (!fallback.token().isEmpty() && fallback.channel().isEmpty()) {
      problems.problem(
          "fallback.channel",
          null,
          "is missing although a token for it is set",
          "name the channel, as \"#monitoring-fallback\"");
    }
    SlackDestination place = fallbackPlace();
    if (!fallback.channel().isEmpty() && !place.isConfigured()) {
      problems.problem(
          "fallback.channel",
          fallback.channel(),
          "cannot be reached: there is no token",
          "set nightjar.slack.fallback.token, or nightjar.slack.token for both places");
    }
    if (place.isConfigured() && place.isSameAs(mainPlace())) {
      problems.problem(
          "fallback",
          null,
          "is the same place as nightjar.slack: it would fail with it",
          "name another channel, another token or another webhook");
    }
  }

  SlackDestination mainPlace() {
    return new SlackDestination(
        "slack", token, channel, webhookUrl, apiUrl, !signingSecret.isEmpty());
  }

  SlackDestination fallbackPlace() {
    boolean own = !fallback.token().isEmpty() && !fallback.token().equals(token);
    // The first token is meant for a channel alone; without one a webhook, if any, is the place.
    String its = own ? fallback.token() : fallback.channel().isEmpty() ? "" : token;
    return new SlackDestination(
        "slack-fallback",
        its,
        fallback.channel(),
        fallback.webhookUrl(),
        apiUrl,
        // Another app signs with another secret.
        !own && !its.isEmpty() && !signingSecret.isEmpty());
  }

  /** Without the secrets. */
  @Override
  public String toString() {
    return "SlackSettings[channel=" + channel + ", apiUrl=" + apiUrl + ", fallback=" + fallback
        + "]";
  }

  private static void checkWebhook(String key, String url, Problems problems) {
    if (!url.isEmpty() && !isWeb(url)) {
      problems.problem(
          key,
          "***",
          "is not an http address",
          "copy the address of the incoming webhook again: it begins with https://hooks.slack.com/");
    }
  }

  // A character that no header can hold would be refused at each message, at night.
  private static String ascii(String token, String key) {
    if (token.chars().allMatch(c -> c > ' ' && c < 0x7F)) {
      return token;
    }
    throw new IllegalArgumentException(
        key + " holds a space or a character that is not ASCII: copy the bot token again");
  }

  private static String checked(String url) {
    if (isWeb(url)) {
      return url;
    }
    throw new IllegalArgumentException("nightjar.slack.api-url is not an http address: '" + url
        + "'. Leave it out for Slack itself, or write one such as https://slack.com/api/");
  }

  private static boolean isWeb(String url) {
    try {
      URI uri = new URI(url);
      boolean http =
          "https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme());
      return http && uri.getHost() != null;
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private static String withSlash(String url) {
    return url.endsWith("/") ? url : url + "/";
  }
}
