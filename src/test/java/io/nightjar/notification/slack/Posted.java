package io.nightjar.notification.slack;

import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A message that the stand-in has accepted, as it was sent or as it was last changed.
 *
 * @param channel the name of the channel, {@code #monitoring-prod}
 * @param channelId Slack's id of the channel
 * @param threadTs the message it replies to, null for a first message
 * @param broadcast whether a reply is shown to the whole channel as well
 */
public record Posted(
    String ts,
    String channel,
    String channelId,
    String text,
    JsonNode blocks,
    @Nullable String threadTs,
    boolean broadcast,
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
    for (JsonNode block : blocks) {
      if (isActions(block)) {
        StringJoiner buttons = new StringJoiner(" ");
        labels(block).forEach(label -> buttons.add("[" + label + "]"));
        lines.add(buttons.toString());
      } else {
        texts(block)
            .forEach(text -> lines.add(text.replaceAll("<(http[^|>]*)\\|([^>]*)>", "$2 ($1)")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&")));
      }
    }
    return lines.toString();
  }

  /** The buttons under the message. */
  public List<Button> buttons() {
    List<Button> buttons = new ArrayList<>();
    for (JsonNode block : blocks) {
      if (isActions(block)) {
        block
            .path("elements")
            .forEach(button -> buttons.add(new Button(
                button.path("text").path("text").asString(),
                button.path("action_id").asString(),
                button.path("value").asString(),
                button.has("confirm"))));
      }
    }
    return buttons;
  }

  /** One button. */
  public record Button(String label, String actionId, String value, boolean confirmed) {}

  /** The texts of the blocks that everybody sees, as they were sent. */
  List<String> texts() {
    List<String> texts = new ArrayList<>();
    blocks.forEach(block -> texts.addAll(isActions(block) ? labels(block) : texts(block)));
    return texts;
  }

  private static List<String> texts(JsonNode block) {
    List<String> texts = new ArrayList<>();
    if (block.has("text")) {
      texts.add(block.path("text").path("text").asString());
    }
    block.path("elements").forEach(element -> texts.add(element.path("text").asString()));
    return texts;
  }

  private static List<String> labels(JsonNode block) {
    List<String> labels = new ArrayList<>();
    block
        .path("elements")
        .forEach(button -> labels.add(button.path("text").path("text").asString()));
    return labels;
  }

  private static boolean isActions(JsonNode block) {
    return "actions".equals(block.path("type").asString());
  }
}
