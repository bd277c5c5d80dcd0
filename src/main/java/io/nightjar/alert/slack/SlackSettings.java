package io.nightjar.alert.slack;

import io.nightjar.job.Problems;
import java.net.URI;
import java.net.URISyntaxException;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The section {@code nightjar.slack}.
 *
 * @param token the bot token, empty: Slack is not configured
 * @param channel where messages go unless a job names another place
 * @param apiUrl where Slack's methods are, ends with a slash
 * @param signingSecret proves that a request comes from Slack
 */
record SlackSettings(
    @DefaultValue("") String token,
    @DefaultValue("") String channel,
    @DefaultValue("https://slack.com/api/") String apiUrl,
    @DefaultValue("") String signingSecret) {

  SlackSettings {
    token = token.strip();
    channel = channel.strip();
    apiUrl = withSlash(checked(apiUrl.strip()));
    signingSecret = signingSecret.strip();
    // A character that no header can hold would be refused at each message, at night.
    if (!token.chars().allMatch(c -> c > ' ' && c < 0x7F)) {
      throw new IllegalArgumentException(
          "nightjar.slack.token holds a space or a character that is not ASCII: copy the bot token again");
    }
  }

  static void check(SlackSettings settings, Problems problems) {
    if (!settings.token().isEmpty() && settings.channel().isEmpty()) {
      problems.problem(
          "channel",
          settings.channel(),
          "is missing although a token is set",
          "name the channel that hears of every job, as \"#monitoring-prod\"");
    }
  }

  /** Without the secrets. */
  @Override
  public String toString() {
    return "SlackSettings[channel=" + channel + ", apiUrl=" + apiUrl + "]";
  }

  private static String checked(String url) {
    try {
      URI uri = new URI(url);
      boolean http =
          "https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme());
      if (http && uri.getHost() != null) {
        return url;
      }
    } catch (URISyntaxException e) {
      // Said below.
    }
    throw new IllegalArgumentException("nightjar.slack.api-url is not an http address: '" + url
        + "'. Leave it out for Slack itself, or write one such as https://slack.com/api/");
  }

  private static String withSlash(String url) {
    return url.endsWith("/") ? url : url + "/";
  }
}
