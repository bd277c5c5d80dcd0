package io.nightjar.notification.outbox;

import io.nightjar.notification.Message;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;

/** A message as it is kept in the outbox. */
public final class MessageJson {

  // Pure ASCII: half a surrogate pair from a job's output cannot be stored in every database.
  private static final JsonMapper MAPPER = JsonMapper.builder()
      .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
      .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
      .enable(EnumFeature.READ_UNKNOWN_ENUM_VALUES_AS_NULL)
      .build();

  private MessageJson() {}

  static String write(Message message) {
    return MAPPER.writeValueAsString(message);
  }

  /** What was written; of what another version wrote and this one cannot read, at least the text. */
  public static Message read(String json) {
    try {
      return MAPPER.readValue(json, Message.class);
    } catch (JacksonException e) {
      return new Message(
          Message.Status.INFO,
          "A message that this version of Nightjar cannot read",
          List.of(new Message.Fact("Stored text", json)),
          List.of());
    }
  }
}
