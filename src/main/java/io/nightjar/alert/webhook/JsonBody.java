package io.nightjar.alert.webhook;

import io.nightjar.alert.Delivery;
import io.nightjar.alert.Message;
import io.nightjar.alert.PlainText;
import java.time.Instant;
import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A message as JSON for programs:
 *
 * <pre>{@code
 * {
 *   "id": "2f0d...",            // of the notification: the same when a message is sent again
 *   "thread": "91ab...",        // id of the first message that it belongs to, null: it is a first message
 *   "environment": "prod",
 *   "tone": "bad",              // bad, good, neutral
 *   "headline": "[prod] personOwnerRebuildJob did not start",
 *   "summary": "personOwnerRebuildJob did not start",
 *   "loud": false,              // somebody should look at once
 *   "facts": [{"label": "Expected", "text": "Thu 22 Jan 00:05 GMT"}],
 *   "links": [{"label": "Runbook", "address": "https://..."}],
 *   "sentAt": "2026-01-22T00:10:01Z"
 * }
 * }</pre>
 *
 * <p>Texts of jobs are among it: a program that shows them escapes them. Further keys may come; none goes.
 */
final class JsonBody {

  private JsonBody() {}

  static String of(Delivery delivery, String environment, Instant now) {
    Message message = delivery.message();
    ObjectNode body = JsonMapper.shared()
        .createObjectNode()
        .put("id", delivery.notification().toString())
        .put("thread", delivery.thread())
        .put("environment", environment)
        .put("tone", message.tone().name().toLowerCase(Locale.ROOT))
        .put("headline", PlainText.oneLine(message.headline()))
        .put("summary", PlainText.oneLine(message.summary()))
        .put("loud", message.loud());
    ArrayNode facts = body.putArray("facts");
    message
        .facts()
        .forEach(fact -> facts
            .addObject()
            .put("label", PlainText.oneLine(fact.label()))
            .put("text", PlainText.clean(fact.text())));
    ArrayNode links = body.putArray("links");
    message
        .links()
        .forEach(link -> links
            .addObject()
            .put("label", PlainText.oneLine(link.label()))
            .put("address", PlainText.oneLine(link.address())));
    return body.put("sentAt", now.toString()).toString();
  }
}
