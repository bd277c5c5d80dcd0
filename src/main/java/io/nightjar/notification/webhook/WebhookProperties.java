package io.nightjar.notification.webhook;

import io.nightjar.config.Checked;
import io.nightjar.config.Problems;
import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code nightjar.webhook}.
 *
 * @param url Address to which messages are posted. Empty: none. A secret, because many receivers ask for nothing else.
 * @param format Form in which messages are posted.
 * @param secret Key with which messages in the format json are signed. Empty: they are not.
 */
@ConfigurationProperties("nightjar.webhook")
record WebhookProperties(
    @DefaultValue("") String url,
    @DefaultValue("json") WebhookFormat format,
    @DefaultValue("") String secret)
    implements Checked {

  private static final String HIDDEN = "***";

  WebhookProperties {
    url = url.strip();
    secret = secret.strip();
  }

  @Override
  public void check(Problems problems) {
    URI address = address(url());
    if (!url().isEmpty() && address == null) {
      problems.problem(
          "url",
          HIDDEN,
          "is not a web address",
          "write it in full, as https://hooks.example/nightjar");
    }
    if (address != null && address.getRawUserInfo() != null) {
      problems.problem(
          "url",
          HIDDEN,
          "holds a user name, which is not sent",
          "take it out; let the receiver check the signature instead (nightjar.webhook.secret)");
    }
    if (secret().isEmpty()) {
      return;
    }
    if (url().isEmpty()) {
      problems.problem(
          "url",
          null,
          "is missing although a secret is set",
          "write where messages go, as https://hooks.example/nightjar");
    }
    if (format() != WebhookFormat.JSON) {
      problems.problem(
          "secret",
          HIDDEN,
          "cannot be used: messages in the format " + format().word() + " carry no signature",
          "take it out, or set nightjar.webhook.format to json");
    }
  }

  boolean isConfigured() {
    return !url.isEmpty();
  }

  /** The only part of the address that may be told. */
  String host() {
    URI address = address(url);
    return address == null ? "" : address.getHost();
  }

  /** Without the secrets. */
  @Override
  public String toString() {
    return "WebhookSettings[host=" + host() + ", format=" + format + "]";
  }

  private static @Nullable URI address(String url) {
    try {
      URI uri = new URI(url);
      boolean web =
          "https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme());
      return web && uri.getHost() != null ? uri : null;
    } catch (URISyntaxException e) {
      return null;
    }
  }
}
