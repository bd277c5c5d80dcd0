package io.nightjar.notification.webhook;

import io.nightjar.notification.Delivery;
import io.nightjar.notification.Message;
import java.time.Instant;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;

/** A message as a page shows what programs get. */
public final class WebhookPage {

  private WebhookPage() {}

  public static String json(Message message, Instant now) {
    UUID id = UUID.fromString("2f0d8c1e-6a55-4f55-9a3c-0d4b1a2c3d4e");
    String body = WebhookJson.of(new Delivery(id, "hooks.example", null, message), "prod", now);
    JsonMapper mapper = JsonMapper.shared();
    return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(mapper.readTree(body));
  }
}
