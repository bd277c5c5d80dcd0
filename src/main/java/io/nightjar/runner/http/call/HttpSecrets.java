package io.nightjar.runner.http.call;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nightjar.runner.http.target.RequestSpec;
import io.nightjar.runner.text.SecretRedactor;
import java.net.URLDecoder;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;

/** Replaces configured header and query values in texts, because a service may send them back. */
public final class HttpSecrets {

  // Shorter values protect nothing, and replacing them would garble the text.
  private static final int SHORTEST = 4;
  private static final Set<String> OPEN =
      Set.of("accept", "accept-language", "content-type", "user-agent");

  private final SecretRedactor redactor;

  private HttpSecrets(Set<String> values) {
    this.redactor = new SecretRedactor(values);
  }

  /** All secrets of the given requests, and others known by their value. */
  public static HttpSecrets of(List<RequestSpec> targets, List<String> others) {
    Set<String> values = new HashSet<>();
    Consumer<String> secret = value -> {
      if (value.length() >= SHORTEST) {
        values.add(value);
      }
    };
    others.forEach(secret);
    targets.forEach(target -> collect(target, secret));
    return new HttpSecrets(values);
  }

  private static void collect(RequestSpec target, Consumer<String> secret) {
    target.headers().forEach((name, value) -> {
      if (!OPEN.contains(name.toLowerCase(Locale.ROOT))) {
        header(value.strip(), secret);
      }
    });
    if (target.url().getRawQuery() != null) {
      for (String pair : target.url().getRawQuery().split("&", -1)) {
        String value = pair.substring(pair.indexOf('=') + 1);
        secret.accept(value);
        secret.accept(URLDecoder.decode(value, UTF_8));
      }
    }
  }

  private static void header(String value, Consumer<String> secret) {
    secret.accept(value);
    int scheme = value.indexOf(' ');
    if (scheme > 0) {
      String credentials = value.substring(scheme + 1).strip();
      secret.accept(credentials);
      if (value.regionMatches(true, 0, "Basic ", 0, scheme + 1)) {
        password(credentials, secret);
      }
    }
  }

  private static void password(String credentials, Consumer<String> secret) {
    try {
      String pair = new String(Base64.getDecoder().decode(credentials), UTF_8);
      secret.accept(pair);
      secret.accept(pair.substring(pair.indexOf(':') + 1));
    } catch (IllegalArgumentException notBase64) {
      // The credentials as they are written are already redacted.
    }
  }

  public String redact(String text) {
    return redactor.redact(text);
  }
}
