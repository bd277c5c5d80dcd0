package io.nightjar.runner.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nightjar.job.PingKey;
import java.net.URLEncoder;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The address at which a service reports the result of a run. It is a secret: whoever knows it can report. */
public final class CallbackUrl {

  private final String baseUrl;
  private final @Nullable PingKey key;

  public CallbackUrl(String baseUrl, @Nullable PingKey key) {
    this.baseUrl = baseUrl;
    this.key = key;
  }

  String of(UUID run) {
    if (key == null) {
      throw new IllegalStateException("completion: callback needs the job's ping-key");
    }
    String base = baseUrl.replaceFirst("/+$", "");
    return base + "/ping/" + encoded(key) + "?rid=" + run;
  }

  List<String> secrets() {
    return key == null ? List.of() : List.of(key.value(), encoded(key));
  }

  private static String encoded(PingKey key) {
    return URLEncoder.encode(key.value(), UTF_8).replace("+", "%20");
  }
}
