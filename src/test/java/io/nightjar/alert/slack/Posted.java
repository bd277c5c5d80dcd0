package io.nightjar.alert.slack;

import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A message that the stand-in has accepted, as it was sent.
 *
 * @param channel the name of the channel, {@code #monitoring-prod}
 * @param channelId Slack's id of the channel
 * @param threadTs the message it replies to, null for a first message
 */
public record Posted(
    String ts,
    String channel,
    String channelId,
    String text,
    JsonNode blocks,
    @Nullable String threadTs,
    JsonNode metadata) {

  public boolean isReply() {
    return threadTs != null;
  }

  /** The identity of the notification that travels in the message. */
  public UUID notification() {
    return UUID.fromString(metadata.path("event_payload").path("notification").asString());
  }

  /** The blocks as a reader sees them, without escapes and markup of links. */
  public String asText() {
    StringJoiner lines = new StringJoiner("\n");
    texts()
        .forEach(text -> lines.add(text.replaceAll("<(http[^|>]*)\\|([^>]*)>", "$2 ($1)")
            .replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&amp;", "&")));
    return lines.toString();
  }

  /** The texts of the blocks, as they were sent. */
  List<String> texts() {
    List<String> texts = new ArrayList<>();
    for (JsonNode block : blocks) {
      if (block.has("text")) {
        texts.add(block.path("text").path("text").asString());
      }
      block.path("elements").forEach(element -> texts.add(element.path("text").asString()));
    }
    return texts;
  }
}
