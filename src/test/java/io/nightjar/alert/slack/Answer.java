package io.nightjar.alert.slack;

import java.util.Map;

/**
 * One scripted answer of the stand-in.
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
    return new Answer(
        false, 200, Map.of("Content-Type", JSON), "{\"ok\":false,\"error\":\"" + error + "\"}");
  }

  /** Status 429 with {@code Retry-After}, in one of the two spellings. */
  public static Answer tooMany(String spelling, int seconds) {
    return new Answer(
        false,
        429,
        Map.of("Content-Type", JSON, "Retry-After", Integer.toString(seconds)),
        "{\"ok\":false,\"error\":\"" + spelling + "\"}");
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

  boolean isSilence() {
    return status == SILENCE;
  }

  boolean isCut() {
    return status == CUT;
  }
}
