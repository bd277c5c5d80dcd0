package io.nightjar.web.problem;

import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;

/** A request is rejected: becomes RFC 9457 problem details that name the key, the value and the remedy. */
public final class ApiProblem extends RuntimeException {

  private static final int LONGEST_VALUE = 100;

  private final HttpStatus status;
  private final String detail;
  private final HttpHeaders headers = new HttpHeaders();
  private final transient Map<String, Object> members = new LinkedHashMap<>();

  private ApiProblem(HttpStatus status, String detail) {
    super(detail, null, false, false);
    this.status = status;
    this.detail = detail;
  }

  public static ApiProblem of(HttpStatus status, String detail) {
    return new ApiProblem(status, detail);
  }

  /** A value of the request is invalid. */
  public static ApiProblem badValue(String key, @Nullable String value, String remedy) {
    return new ApiProblem(
            HttpStatus.BAD_REQUEST, key + " cannot be " + quote(value) + ": " + remedy)
        .with("key", key);
  }

  /** The request is valid but cannot be carried out. */
  public static ApiProblem cannot(String detail) {
    return new ApiProblem(HttpStatus.UNPROCESSABLE_CONTENT, detail);
  }

  public static ApiProblem notFound(String detail) {
    return new ApiProblem(HttpStatus.NOT_FOUND, detail);
  }

  public static ApiProblem conflict(String detail) {
    return new ApiProblem(HttpStatus.CONFLICT, detail);
  }

  /** Adds an extension member to the problem, unless the value is null. */
  public ApiProblem with(String member, @Nullable Object value) {
    if (value != null) {
      members.put(member, value);
    }
    return this;
  }

  public ApiProblem header(String name, String value) {
    headers.set(name, value);
    return this;
  }

  public ApiProblem retryAfter(Duration wait) {
    return header(HttpHeaders.RETRY_AFTER, String.valueOf(Math.max(1, wait.toSeconds())));
  }

  /** Text from outside as it is shown to its sender: in quotes, on one line, of limited length. */
  public static String quote(@Nullable String text) {
    if (text == null) {
      return "null";
    }
    String line = text.replaceAll("\\p{Cntrl}+", " ");
    return '"'
        + (line.length() > LONGEST_VALUE ? line.substring(0, LONGEST_VALUE) + "…" : line)
        + '"';
  }

  public HttpStatus status() {
    return status;
  }

  HttpHeaders headers() {
    return headers;
  }

  ResponseEntity<Object> response(String path) {
    return ResponseEntity.status(status).headers(headers).body(body(path));
  }

  ProblemDetail body(String path) {
    ProblemDetail body = ProblemDetail.forStatusAndDetail(status, detail);
    body.setTitle(status.getReasonPhrase());
    body.setInstance(instance(path));
    members.forEach(body::setProperty);
    return body;
  }

  /**
   * The path without its query, as Spring does. A path that is no URI, which only hostile requests have, is left out.
   */
  private static @Nullable URI instance(String path) {
    try {
      return URI.create(path);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
