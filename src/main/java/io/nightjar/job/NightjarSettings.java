package io.nightjar.job;

import java.net.URI;
import java.time.ZoneId;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What is said of this Nightjar as a whole.
 *
 * @param environment said in every message; {@code local} unless configured, so that nobody takes it for production
 * @param baseUrl where people reach it, for links in messages, without a slash at its end
 * @param timeZone the zone of jobs that name none; never the zone of the machine
 */
public record NightjarSettings(
    @DefaultValue("local") String environment,
    @DefaultValue("http://localhost:8080") URI baseUrl,
    @DefaultValue("UTC") ZoneId timeZone) {

  private static final int LONGEST_ENVIRONMENT = 60;

  /** The address of a page or call of this Nightjar; the path begins with a slash. */
  public String link(String path) {
    return baseUrl.toString().replaceAll("/+$", "") + path;
  }

  static void check(NightjarSettings settings, Problems problems) {
    String environment = settings.environment();
    if (environment.isBlank()) {
      problems.problem(
          "environment",
          environment,
          "is blank",
          "name the environment, as prod, or leave the key out");
    } else if (environment.length() > LONGEST_ENVIRONMENT) {
      problems.problem(
          "environment",
          environment,
          "is too long",
          "use at most " + LONGEST_ENVIRONMENT + " letters");
    }
    if (!WebAddress.isAbsolute(settings.baseUrl().toString())) {
      problems.problem(
          "base-url",
          settings.baseUrl().toString(),
          "is not the address of a web site",
          "write it in full, as https://nightjar.example");
    }
  }
}
