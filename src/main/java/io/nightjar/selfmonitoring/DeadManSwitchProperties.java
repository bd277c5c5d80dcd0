package io.nightjar.selfmonitoring;

import io.nightjar.config.Checked;
import io.nightjar.config.Problems;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The section {@code nightjar.deadman}.
 *
 * @param url what is called while all is well, empty: nothing is; a secret, because who knows it can keep up appearances
 * @param every how often
 */
@ConfigurationProperties("nightjar.deadman")
public record DeadManSwitchProperties(
    @DefaultValue("") String url, @DefaultValue("1m") Duration every) implements Checked {

  private static final Duration SHORTEST = Duration.ofSeconds(5);
  private static final Duration LONGEST = Duration.ofHours(1);

  public DeadManSwitchProperties {
    url = url.strip();
  }

  @Override
  public void check(Problems problems) {
    if (isConfigured() && address() == null) {
      problems.problem(
          "url",
          "***",
          "is not a web address",
          "write it in full, as https://hc-ping.example/the-key");
    }
    if (every().compareTo(SHORTEST) < 0 || every().compareTo(LONGEST) > 0) {
      problems.problem(
          "every",
          "is not from " + SHORTEST.toSeconds() + "s to " + LONGEST.toHours() + "h",
          "write 1m, and have the other side wait a few minutes");
    }
  }

  boolean isConfigured() {
    return !url.isEmpty();
  }

  /** Null when it is none. */
  @Nullable
  URI address() {
    try {
      URI uri = new URI(url);
      boolean web =
          "https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme());
      return web && uri.getHost() != null && uri.getRawUserInfo() == null ? uri : null;
    } catch (URISyntaxException e) {
      return null;
    }
  }

  /** The only part of the address that may be told. */
  String host() {
    URI address = address();
    return address == null ? "" : address.getHost();
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return "DeadManSettings[host=" + host() + ", every=" + every + "]";
  }
}
