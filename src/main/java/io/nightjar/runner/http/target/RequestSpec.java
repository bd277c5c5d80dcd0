package io.nightjar.runner.http.target;

import java.net.URI;
import java.time.Duration;
import java.util.Map;

/**
 * A configured request. Its text shows neither headers nor query, which may contain secrets.
 *
 * @param method in capitals
 * @param url absolute, http or https
 * @param headers as configured
 * @param timeout limit of the whole exchange: connecting, waiting and the body
 */
public record RequestSpec(String method, URI url, Map<String, String> headers, Duration timeout) {

  public RequestSpec {
    headers = Map.copyOf(headers);
  }

  public boolean hasHeader(String name) {
    return headers.keySet().stream().anyMatch(name::equalsIgnoreCase);
  }

  /** Host and port, with the default port of the scheme filled in. */
  public String hostAndPort() {
    int port =
        url.getPort() >= 0 ? url.getPort() : "https".equalsIgnoreCase(url.getScheme()) ? 443 : 80;
    return url.getHost() + ":" + port;
  }

  @Override
  public String toString() {
    return method + " " + withoutQuery(url);
  }

  static String withoutQuery(URI url) {
    String host = url.getHost() == null ? "" : url.getScheme() + "://" + url.getHost();
    String port = url.getPort() >= 0 ? ":" + url.getPort() : "";
    return host + port + (url.getRawPath() == null ? "" : url.getRawPath());
  }
}
