package io.nightjar.web.slack;

import com.slack.api.app_backend.SlackSignature;
import io.nightjar.web.problem.ApiClient;
import io.nightjar.web.problem.ApiClient.Answer;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Sends what Slack sends, signed as Slack signs it. */
record SignedSlackRequests(ApiClient api, Instant now) {

  static final String SECRET = "signing-secret-e5b1";
  static final String RESPONSE_URL = "https://hooks.slack.com/actions/T1/1";

  /** When a request was made, as no other was. */
  String fresh() {
    return UUID.randomUUID().toString();
  }

  Answer command(String user, String text, String trigger) {
    return signed("/slack/commands", commandBody(user, text, trigger));
  }

  static String commandBody(String user, String text, String trigger) {
    return "command=" + encoded("/nightjar") + "&text=" + encoded(text) + "&user_id=" + user
        + "&trigger_id=" + trigger + "&response_url=" + encoded(RESPONSE_URL);
  }

  Answer button(String user, String actionId, String value, String moment) {
    return signed("/slack/interactions", buttonBody(user, actionId, value, moment));
  }

  static String buttonBody(String user, String actionId, String value, String moment) {
    ObjectNode payload = JsonMapper.shared().createObjectNode();
    payload.put("type", "block_actions").put("response_url", RESPONSE_URL);
    payload.putObject("user").put("id", user).put("username", "<!channel>");
    payload
        .putArray("actions")
        .addObject()
        .put("action_id", actionId)
        .put("value", value)
        .put("action_ts", moment);
    return "payload=" + encoded(payload.toString());
  }

  Answer signed(String path, String body) {
    return send(path, body, String.valueOf(now.getEpochSecond()), signature(body, now));
  }

  static String signature(String body, Instant at) {
    return new SlackSignature.Generator(SECRET).generate(String.valueOf(at.getEpochSecond()), body);
  }

  Answer send(String path, String body, String timestamp, String signature) {
    return api.with("Content-Type", "application/x-www-form-urlencoded")
        .with("X-Slack-Request-Timestamp", timestamp)
        .with("X-Slack-Signature", signature)
        .send("POST", path, BodyPublishers.ofString(body));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
