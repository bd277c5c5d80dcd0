package io.nightjar.notification.slack;

import io.nightjar.notification.DeliveryException;
import io.nightjar.notification.InteractionReplies;
import io.nightjar.notification.JsonHttpClient;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Answers to the {@code response_url} of a request from Slack, which is as good as a password for half an hour. */
@Component
class SlackResponseUrl implements InteractionReplies {

  private static final Logger log = LoggerFactory.getLogger(SlackResponseUrl.class);
  private static final URI SLACK = URI.create("https://hooks.slack.com/");
  private static final int LONGEST = 2_900;

  private final URI api;
  private final JsonHttpClient post;

  @Autowired
  SlackResponseUrl(SlackProperties settings) {
    this(settings, new JsonHttpClient(Duration.ofSeconds(3), Duration.ofSeconds(5)));
  }

  SlackResponseUrl(SlackProperties settings, JsonHttpClient post) {
    this.api = URI.create(settings.apiUrl());
    this.post = post;
  }

  @Override
  public void reply(String responseUrl, String text) {
    URI address = trusted(responseUrl);
    if (address == null) {
      log.warn(
          "An answer to one person was not sent: the request names an address that is not Slack's");
      return;
    }
    try {
      JsonHttpClient.Answer answer = post.send(address, json(text), Map.of());
      if (!answer.isSuccess()) {
        log.warn("An answer to one person was refused by Slack with status {}", answer.status());
      }
    } catch (DeliveryException e) {
      log.warn("An answer to one person did not reach Slack: {}", e.getMessage());
    } catch (RuntimeException e) {
      // Without its message, which may hold the address.
      log.warn("An answer to one person was not sent: {}", e.getClass().getName());
    }
  }

  private static String json(String text) {
    return JsonMapper.shared()
        .createObjectNode()
        .put("response_type", "ephemeral")
        .put("replace_original", false)
        .put("text", SlackText.of(text, LONGEST))
        .toString();
  }

  /** Null for an address that is not Slack's: a forged request must not make Nightjar call anybody else. */
  private @Nullable URI trusted(String responseUrl) {
    try {
      URI address = new URI(responseUrl);
      return isAt(SLACK, address) || isAt(api, address) ? address : null;
    } catch (URISyntaxException e) {
      return null;
    }
  }

  private static boolean isAt(URI known, URI address) {
    return known.getScheme().equalsIgnoreCase(address.getScheme())
        && known.getHost().equalsIgnoreCase(address.getHost())
        && known.getPort() == address.getPort()
        && address.getRawUserInfo() == null;
  }
}
