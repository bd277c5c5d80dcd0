package io.nightjar.notification.webhook;

import io.nightjar.notification.Delivery;
import io.nightjar.notification.Message;
import io.nightjar.notification.PlainTextRenderer;
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
 *   "status": "firing",         // firing, resolved, info
 *   "headline": "[prod] personOwnerRebuildJob did not start",
 *   "summary": "personOwnerRebuildJob did not start",
 *   "urgent": false,              // somebody should look at once
 *   "facts": [{"label": "Expected", "text": "Thu 22 Jan 00:05 GMT"}],
 *   "links": [{"label": "Runbook", "address": "https://..."}],
 *   "sentAt": "2026-01-22T00:10:01Z"
 * }
 * }</pre>
 *
 * <p>Texts of jobs are among it: a program that shows them escapes them. Further keys may come; none goes.
 */
final class WebhookJson {

  private WebhookJson() {}

  static String of(Delivery delivery, String environment, Instant now) {
    Message message = delivery.message();
    ObjectNode body = JsonMapper.shared()
        .createObjectNode()
        .put("id", delivery.notification().toString())
        .put("thread", delivery.thread())
        .put("environment", environment)
        .put("status", message.status().name().toLowerCase(Locale.ROOT))
        .put("headline", PlainTextRenderer.oneLine(message.headline()))
        .put("summary", PlainTextRenderer.oneLine(message.summary().plain()))
        .put("urgent", message.urgent());
    ArrayNode facts = body.putArray("facts");
    message
        .facts()
        .forEach(fact -> facts
            .addObject()
            .put("label", PlainTextRenderer.oneLine(fact.label()))
            .put("text", PlainTextRenderer.clean(fact.text())));
    ArrayNode links = body.putArray("links");
    message
        .links()
        .forEach(link -> links
            .addObject()
            .put("label", PlainTextRenderer.oneLine(link.label()))
            .put("address", PlainTextRenderer.oneLine(link.address())));
    return body.put("sentAt", now.toString()).toString();
  }
}
