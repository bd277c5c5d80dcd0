package io.nightjar.config;

import io.nightjar.platform.text.WebAddress;
import java.net.URI;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of this Nightjar installation as a whole.
 *
 * @param environment Name of this environment, shown in every message. It is local unless configured, so that nobody
 *     takes it for production.
 * @param baseUrl Address under which people and services reach Nightjar, for links in messages and for call-backs. Not
 *     set: links lead to this machine.
 * @param timeZone Time zone of the jobs that name none. Never the one of the machine.
 */
@ConfigurationProperties("nightjar")
public record NightjarProperties(
    @DefaultValue("local") String environment,
    @Nullable URI baseUrl,
    @DefaultValue("UTC") ZoneId timeZone)
    implements Checked {

  private static final int LONGEST_ENVIRONMENT = 60;

  /** The same; when no address was set, people reach it on this machine. */
  public NightjarProperties reachedAt(int port) {
    return baseUrl == null
        ? new NightjarProperties(environment, URI.create("http://localhost:" + port), timeZone)
        : this;
  }

  /** The address of a page or call of this Nightjar; the path begins with a slash. */
  public String link(String path) {
    return String.valueOf(baseUrl).replaceAll("/+$", "") + path;
  }

  @Override
  public void check(Problems problems) {
    String environment = environment();
    if (environment.isBlank()) {
      problems.problem(
          "environment", "is blank", "name the environment, as prod, or leave the key out");
    } else if (environment.length() > LONGEST_ENVIRONMENT) {
      problems.problem(
          "environment", "is too long", "use at most " + LONGEST_ENVIRONMENT + " letters");
    }
    URI baseUrl = baseUrl();
    if (baseUrl != null && !WebAddress.isAbsolute(baseUrl.toString())) {
      problems.problem(
          "base-url", "is not a web address", "write it in full, as https://nightjar.example");
    }
  }
}
