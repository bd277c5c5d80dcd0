package io.nightjar.runner.http.target;

import io.nightjar.job.TargetSection;
import io.nightjar.runner.text.RunWording;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Checks addresses, headers and time limits. A problem shows neither a query nor the value of a header: they may be
 * secret.
 */
final class RequestReader {

  private static final URI NEVER_USED = URI.create("http://never.used.invalid/");

  private final TargetSection section;

  RequestReader(TargetSection section) {
    this.section = section;
  }

  URI url(String key, @Nullable String text) {
    if (text == null || text.isBlank()) {
      section.problem(
          key,
          "",
          "is missing",
          "write the address to call, such as http://sync:8101/sync/api/jobs");
      return NEVER_USED;
    }
    try {
      URI url = new URI(text.strip());
      String problem = problemOf(url);
      if (problem == null) {
        return url;
      }
      refuse(key, text, problem);
    } catch (URISyntaxException syntax) {
      refuse(key, text, "is not an address: " + syntax.getReason());
    }
    return NEVER_USED;
  }

  private static @Nullable String problemOf(URI url) {
    if (!"http".equalsIgnoreCase(url.getScheme()) && !"https".equalsIgnoreCase(url.getScheme())) {
      return "is not an absolute http or https address";
    }
    if (url.getHost() == null) {
      return "names no host";
    }
    if (url.getRawUserInfo() != null) {
      return "contains a user or a password, which would be ignored; put them into headers: Authorization";
    }
    return url.getRawFragment() == null
        ? null
        : "has a fragment (#), which is never sent to the service";
  }

  private void refuse(String key, String text, String problem) {
    String shown = text.replaceFirst("[?#].*", "").replaceFirst("//[^/]*@", "//***@");
    section.problem(key, shown, problem, "write it as http://host:port/path or https://host/path");
  }

  Map<String, String> headers(String key, @Nullable Map<String, String> headers) {
    if (headers == null) {
      return Map.of();
    }
    headers.forEach((name, value) -> {
      try {
        HttpRequest.newBuilder().header(name, value);
      } catch (IllegalArgumentException refused) {
        section.problem(
            key + "." + name,
            "***",
            "is a header that cannot be sent",
            "remove it if HTTP sets it itself (Host, Content-Length, Connection, Expect, Upgrade); otherwise write name and value in plain ASCII on one line");
      }
    });
    return headers;
  }

  Duration positive(String key, @Nullable Duration duration, Duration otherwise) {
    if (duration == null) {
      return otherwise;
    }
    if (duration.isNegative() || duration.isZero()) {
      section.problem(
          key,
          RunWording.span(duration),
          "is not a positive duration",
          "write a duration such as 30s");
      return otherwise;
    }
    return duration;
  }
}
