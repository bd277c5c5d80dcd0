package io.nightjar.demo;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request that a fake service has received.
 *
 * @param method of HTTP
 * @param path without a query
 * @param headers by lower-case name, the first value of each
 * @param body as UTF-8, at most its first 64 KiB
 */
public record RecordedRequest(
    String method, String path, Map<String, String> headers, String body) {

  public RecordedRequest {
    headers = Map.copyOf(headers);
  }

  public @Nullable String header(String name) {
    return headers.get(name.toLowerCase(Locale.ROOT));
  }

  /** Without headers: they may contain secrets. */
  @Override
  public String toString() {
    return method + " " + path + (body.isEmpty() ? "" : " " + body);
  }
}
