package io.nightjar.runner.http;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a service answered.
 *
 * @param status of HTTP
 * @param location where a redirect points to, null when there is none
 * @param head the body's first 64 KiB
 * @param end the body's end
 */
record Answer(int status, @Nullable String location, String head, String end) {

  private static final JsonMapper JSON = new JsonMapper();

  boolean isSuccess() {
    return status / 100 == 2;
  }

  boolean isRedirect() {
    return status / 100 == 3;
  }

  /** The body as JSON, whatever its content type says: services send JSON as text/plain. */
  Optional<JsonNode> json() {
    try {
      JsonNode node = JSON.readTree(head.startsWith("\uFEFF") ? head.substring(1) : head);
      return node.isMissingNode() ? Optional.empty() : Optional.of(node);
    } catch (JacksonException noJson) {
      return Optional.empty();
    }
  }

  /** The status as people know it: {@code 503 Service Unavailable}. */
  String statusInWords() {
    HttpStatus known = HttpStatus.resolve(status);
    return known == null ? String.valueOf(status) : status + " " + known.getReasonPhrase();
  }
}
