package io.nightjar.notification.slack;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One request that the stand-in got.
 *
 * @param path {@code /api/chat.postMessage}
 * @param authorization null when the request has none
 */
record Call(String path, @Nullable String authorization, String body) {

  static Call of(HttpExchange exchange) throws IOException {
    return new Call(
        exchange.getRequestURI().getPath(),
        exchange.getRequestHeaders().getFirst("Authorization"),
        new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
  }

  /** {@code chat.postMessage}, or the path as it is when it is none of Slack's methods. */
  String method() {
    return path.replaceFirst("^/api/", "");
  }

  Map<String, String> form() {
    Map<String, String> form = new LinkedHashMap<>();
    for (String pair : body.split("&")) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        form.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
      }
    }
    return form;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
