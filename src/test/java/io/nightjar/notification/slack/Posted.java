package io.nightjar.notification.slack;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

  private static final Pattern DATE = Pattern.compile("<!date\\^(\\d+)\\^([^|<>]*)\\|([^<>]*)>");
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("MMM d, yyyy", Locale.US);
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("h:mm a", Locale.US);

  public boolean isReply() {
    return threadTs != null;
  }

  /** The identity of the notification that travels in the message. */
  public UUID notification() {
    return UUID.fromString(metadata.path("event_payload").path("notification").asString());
  }

  /** The blocks without escapes and markup, times as a client shows them that cannot work out the reader's own. */
  public String asText() {
    return asText(text -> DATE.matcher(text).replaceAll("$3"), Posted::oneBelowTheOther);
  }

  /** The blocks as a reader in another time zone sees them, short facts in two columns. */
  public String asSeenIn(ZoneId zone) {
    return asText(text -> withReadersTimes(text, zone), Posted::inTwoColumns);
  }

  private String asText(UnaryOperator<String> dates, Function<List<String>, String> columns) {
    StringJoiner lines = new StringJoiner("\n");
    for (JsonNode block : blocks) {
      if (isActions(block)) {
        StringJoiner buttons = new StringJoiner(" ");
        labels(block).forEach(label -> buttons.add("[" + label + "]"));
        lines.add(buttons.toString());
      } else {
        List<String> shown =
            texts(block).stream().map(text -> withoutMarkup(dates.apply(text))).toList();
        lines.add(block.has("fields") ? columns.apply(shown) : String.join("\n", shown));
      }
    }
    return lines.toString();
  }

  private static String oneBelowTheOther(List<String> fields) {
    return String.join("\n", fields).replace(":*\n", ":* ");
  }

  private static String inTwoColumns(List<String> fields) {
    StringJoiner lines = new StringJoiner("\n");
    for (int i = 0; i < fields.size(); i += 2) {
      String[] left = fields.get(i).split("\n", 2);
      String[] right = (i + 1 < fields.size() ? fields.get(i + 1) : "\n").split("\n", 2);
      lines.add("%-58s  %s".formatted(left[0], right[0]).stripTrailing());
      lines.add("%-58s  %s".formatted(left[1], right[1]).stripTrailing());
    }
    return lines.toString();
  }

  private static String withReadersTimes(String text, ZoneId zone) {
    return DATE.matcher(text).replaceAll(date -> {
      ZonedDateTime local = Instant.ofEpochSecond(Long.parseLong(date.group(1))).atZone(zone);
      return Matcher.quoteReplacement(date.group(2)
          .replace("{date_short_pretty}", DAY.format(local))
          .replace("{time}", TIME.format(local)));
    });
  }

  private static String withoutMarkup(String text) {
    return text.replaceAll("<(http[^|>]*)\\|([^>]*)>", "$2 ($1)")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&");
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
    block.path("fields").forEach(field -> texts.add(field.path("text").asString()));
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
