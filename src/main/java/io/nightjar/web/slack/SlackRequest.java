package io.nightjar.web.slack;

import io.nightjar.web.problem.ApiProblem;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.springframework.http.HttpStatus;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A request from Slack.
 *
 * @param user the Slack id of the requester
 * @param verb the action, as in the slash command
 * @param words its arguments: the target, and a duration
 * @param responseUrl the address for the reply
 * @param key identifies the request: Slack may send it again
 */
record SlackRequest(String user, String verb, List<String> words, String responseUrl, String key) {

  private static final String BUTTON = "nightjar_";

  static SlackRequest ofCommand(UrlEncodedForm form) {
    String[] words = form.get("text").strip().split("\\s+");
    return new SlackRequest(
        form.get("user_id"),
        words[0].toLowerCase(Locale.ROOT),
        List.of(words).subList(1, words.length),
        form.get("response_url"),
        key("command", form.get("trigger_id"), form.get("text")));
  }

  /**
   * Reads the press of a button.
   *
   * @throws ApiProblem when the payload is not a press of one of Nightjar's buttons
   */
  static SlackRequest ofInteraction(UrlEncodedForm form) {
    JsonNode payload = json(form.get("payload"));
    JsonNode action = payload.at("/actions/0");
    String id = action.path("action_id").asString("");
    String user = payload.at("/user/id").asString("");
    return new SlackRequest(
        user,
        verb(id),
        List.of(action.path("value").asString("")),
        payload.path("response_url").asString(""),
        key("button", action.path("action_ts").asString(""), user + " " + id));
  }

  /** Buttons of one message differ in the number after the action: {@code nightjar_rerun_2}. */
  private static String verb(String actionId) {
    String name = actionId.startsWith(BUTTON) ? actionId.substring(BUTTON.length()) : "";
    int more = name.indexOf('_');
    return switch (more < 0 ? name : name.substring(0, more)) {
      case "rerun" -> "rerun";
      case "acknowledge" -> "ack";
      case "mute" -> "mute";
      default -> throw bad("The payload is not a press of one of Nightjar's buttons.");
    };
  }

  private static JsonNode json(String payload) {
    try {
      return JsonMapper.shared().readTree(payload);
    } catch (JacksonException e) {
      throw bad("The payload is not JSON.");
    }
  }

  /** Hashed, so that the key has a fixed length. */
  private static String key(String what, String moment, String rest) {
    if (moment.isEmpty()) {
      throw bad("The request cannot be identified: trigger_id or action_ts is missing.");
    }
    return "slack:" + hash(what + " " + moment + " " + rest);
  }

  private static String hash(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static ApiProblem bad(String detail) {
    return ApiProblem.of(HttpStatus.BAD_REQUEST, detail);
  }

  /** Without the reply address: whoever has it can send replies for half an hour. */
  @Override
  public String toString() {
    return verb + " " + words + " of " + user;
  }
}
