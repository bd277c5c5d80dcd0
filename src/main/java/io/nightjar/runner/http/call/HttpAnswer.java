package io.nightjar.runner.http.call;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.util.unit.DataSize;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a service answered.
 *
 * @param status of HTTP
 * @param location where a redirect points to, null when there is none
 * @param head the body's beginning
 * @param end the body's end
 * @param exceeded the limit that the body exceeds; null when the body is complete
 */
public record HttpAnswer(
    int status,
    @Nullable String location,
    String head,
    String end,
    @Nullable DataSize exceeded) {

  private static final JsonMapper JSON = new JsonMapper();

  public boolean isSuccess() {
    return status / 100 == 2;
  }

  public boolean isRedirect() {
    return status / 100 == 3;
  }

  /**
   * The body as JSON, whatever its content type says: services send JSON as text/plain. Empty when it is no JSON or too
   * long.
   */
  public Optional<JsonNode> json() {
    if (exceeded != null) {
      return Optional.empty();
    }
    try {
      JsonNode node = JSON.readTree(head.startsWith("\uFEFF") ? head.substring(1) : head);
      return node.isMissingNode() ? Optional.empty() : Optional.of(node);
    } catch (JacksonException noJson) {
      return Optional.empty();
    }
  }

  /** Why a body was not read as JSON: it is too long. Null when it is complete. */
  @Nullable
  public String tooLong() {
    if (exceeded == null) {
      return null;
    }
    long kilobytes = exceeded.toKilobytes();
    String limit = kilobytes % 1024 == 0 ? kilobytes / 1024 + "MB" : kilobytes + "KB";
    return "the answer is longer than " + limit
        + " and was not read (raise http.max-response-size, or make the service answer with less)";
  }

  /** The status with its reason phrase: {@code 503 Service Unavailable}. */
  public String statusInWords() {
    HttpStatus known = HttpStatus.resolve(status);
    return known == null ? String.valueOf(status) : status + " " + known.getReasonPhrase();
  }
}
