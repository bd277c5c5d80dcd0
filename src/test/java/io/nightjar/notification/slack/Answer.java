package io.nightjar.notification.slack;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/**
 * One answer of the stand-in.
 *
 * @param posts whether the message is posted all the same
 * @param status the status of HTTP, or one of ours for no answer at all
 */
public record Answer(boolean posts, int status, Map<String, String> headers, String body) {

  private static final String JSON = "application/json; charset=utf-8";
  private static final int SILENCE = 0;
  private static final int CUT = -1;

  /** Slack's usual refusal: status 200, {@code ok: false}. */
  public static Answer refusal(String error) {
    return json("{\"ok\":false,\"error\":\"" + error + "\"}");
  }

  /** Status 429 with {@code Retry-After}, in one of the two spellings. */
  public static Answer tooMany(String spelling, int seconds) {
    return new Answer(
        false,
        429,
        Map.of("Content-Type", JSON, "Retry-After", Integer.toString(seconds)),
        "{\"ok\":false,\"error\":\"" + spelling + "\"}");
  }

  /** The answer of an incoming webhook: a status and a word. */
  public static Answer webhook(int status, String word) {
    return new Answer(false, status, Map.of("Content-Type", "text/html"), word);
  }

  /** Status 429 of an incoming webhook. */
  public static Answer webhookTooMany(int seconds) {
    return new Answer(
        false,
        429,
        Map.of("Content-Type", "text/html", "Retry-After", Integer.toString(seconds)),
        "rate_limited");
  }

  /** A status with a body that is not Slack's. */
  public static Answer status(int status) {
    return new Answer(false, status, Map.of("Content-Type", "text/plain"), "upstream error");
  }

  /** Status 200 with any body. */
  public static Answer body(String body) {
    return new Answer(false, 200, Map.of("Content-Type", "text/html"), body);
  }

  /** The connection is cut without an answer. */
  public static Answer cut() {
    return new Answer(false, CUT, Map.of(), "");
  }

  /** The request is accepted, nothing is posted, no answer comes. */
  public static Answer silence() {
    return new Answer(false, SILENCE, Map.of(), "");
  }

  /** The message is posted, no answer comes. */
  public static Answer postThenSilence() {
    return new Answer(true, SILENCE, Map.of(), "");
  }

  /** The message is posted, the answer is another one, such as a failure behind Slack's door. */
  public static Answer postThen(Answer answer) {
    return new Answer(true, answer.status, answer.headers, answer.body);
  }

  static Answer json(String body) {
    return new Answer(false, 200, Map.of("Content-Type", JSON), body);
  }

  boolean isSilence() {
    return status == SILENCE;
  }

  boolean isSuccess() {
    return status == 200 && (body.startsWith("{\"ok\":true") || body.equals("ok"));
  }

  void send(HttpExchange exchange, CountDownLatch closed) throws IOException {
    if (status == SILENCE) {
      await(closed);
    }
    if (status == SILENCE || status == CUT) {
      exchange.close();
      return;
    }
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    headers.forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    try (exchange) {
      exchange.getResponseBody().write(bytes);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
