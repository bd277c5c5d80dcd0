package io.nightjar.selfmonitoring;

import io.nightjar.config.Checked;
import io.nightjar.config.Problems;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code nightjar.deadman}.
 *
 * @param url Address that is called while all is well, so that another service notices when the calls stop. Empty:
 *     none is called. A secret, because a stranger could go on calling it.
 * @param every How often it is called.
 */
@ConfigurationProperties("nightjar.deadman")
public record DeadManSwitchProperties(
    @DefaultValue("") String url,

    @DefaultValue("1m")
    @DurationMin(seconds = 5, message = DeadManSwitchProperties.OUT_OF_RANGE)
    @DurationMax(hours = 1, message = DeadManSwitchProperties.OUT_OF_RANGE)
    Duration every)
    implements Checked {

  private static final String OUT_OF_RANGE =
      "is not from 5s to 1h; write 1m, and have the other side wait a few minutes";

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

  /** The only part of the address that is not secret. */
  String host() {
    URI address = address();
    return address == null ? "" : address.getHost();
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return "DeadManSwitchProperties[host=" + host() + ", every=" + every + "]";
  }
}
