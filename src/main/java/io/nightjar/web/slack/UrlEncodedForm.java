package io.nightjar.web.slack;

import io.nightjar.web.problem.ApiProblem;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.http.HttpStatus;

/** A form, parsed from the signed bytes: the container's own parsing may also include values of the query. */
final class UrlEncodedForm {

  private static final Pattern PAIRS = Pattern.compile("&");

  private final Map<String, String> fields = new HashMap<>();

  private UrlEncodedForm() {}

  static UrlEncodedForm of(byte[] body) {
    UrlEncodedForm form = new UrlEncodedForm();
    PAIRS.splitAsStream(new String(body, StandardCharsets.UTF_8)).forEach(form::add);
    return form;
  }

  private void add(String pair) {
    int equals = pair.indexOf('=');
    if (equals > 0) {
      fields.putIfAbsent(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
    }
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw ApiProblem.of(HttpStatus.BAD_REQUEST, "The form cannot be read: send it URL-encoded.");
    }
  }

  /** A field, empty when it is missing. */
  String get(String name) {
    return fields.getOrDefault(name, "");
  }
}
