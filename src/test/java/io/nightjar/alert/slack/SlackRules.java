package io.nightjar.alert.slack;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** What Slack refuses of a message, and what it would accept but a reader of Nightjar's messages must never see. */
final class SlackRules {

  private static final Pattern ANGLE = Pattern.compile("<[^>]*>?");
  private static final Pattern LINK = Pattern.compile("<https?://[^\\s<>|]+\\|[^<>|]+>");
  private static final Pattern BARE_AMPERSAND = Pattern.compile("&(?!amp;|lt;|gt;)");
  private static final Pattern CALL =
      Pattern.compile("@(here|channel|everyone)\\b", Pattern.CASE_INSENSITIVE);
  private static final Pattern LONE_SURROGATE = Pattern.compile(
      "(?<![\\uD800-\\uDBFF])[\\uDC00-\\uDFFF]|[\\uD800-\\uDBFF](?![\\uDC00-\\uDFFF])");
  private static final int OUR_LIMIT = 3_000;

  private SlackRules() {}

  /** What Slack would answer {@code invalid_blocks} to. */
  static List<String> invalidBlocks(JsonNode blocks) {
    List<String> problems = new ArrayList<>();
    if (!blocks.isArray() || blocks.isEmpty() || blocks.size() > 50) {
      problems.add("blocks: 1 to 50 are allowed, not " + blocks.size());
    }
    for (JsonNode block : blocks) {
      switch (block.path("type").asString()) {
        case "header" -> text(problems, "header", block.path("text"), "plain_text", 150);
        case "section" -> text(problems, "section", block.path("text"), "mrkdwn", 3_000);
        case "context" -> context(problems, block.path("elements"));
        case "divider" -> {}
        default -> problems.add("unknown block " + block);
      }
    }
    return problems;
  }

  /** What Nightjar promises of every message beyond what Slack checks. */
  static List<String> brokenPromises(Map<String, String> form, Posted message) {
    List<String> problems = new ArrayList<>();
    List<String> texts = new ArrayList<>(message.texts());
    texts.add(message.text());
    texts.forEach(text -> dangers(problems, text));
    if (texts.stream().mapToInt(String::length).sum() >= OUR_LIMIT) {
      problems.add("3,000 characters or more in all");
    }
    if (!"nightjar_notification".equals(message.metadata().path("event_type").asString())
        || message
            .metadata()
            .path("event_payload")
            .path("notification")
            .asString()
            .isEmpty()) {
      problems.add("no identity in the metadata");
    }
    expect(problems, form, "unfurl_links", "0", "false");
    expect(problems, form, "link_names", "0", "false");
    expect(problems, form, "reply_broadcast", "0", "false");
    return problems;
  }

  private static void expect(
      List<String> problems, Map<String, String> form, String key, String... allowed) {
    String value = form.get(key);
    if (!List.of(allowed).contains(String.valueOf(value))) {
      problems.add(key + " must be false, is " + value);
    }
  }

  private static void dangers(List<String> problems, String text) {
    Matcher angles = ANGLE.matcher(text);
    while (angles.find()) {
      if (!LINK.matcher(angles.group()).matches()) {
        problems.add("a mention or an unescaped bracket: " + angles.group());
      }
    }
    String outsideLinks = LINK.matcher(text).replaceAll("");
    if (outsideLinks.replaceAll("(?m)^>", "").contains(">")) {
      problems.add("an unescaped bracket: " + outsideLinks);
    }
    if (BARE_AMPERSAND.matcher(text).find()) {
      problems.add("an unescaped or cut ampersand: " + text);
    }
    if (CALL.matcher(text).find()) {
      problems.add("a call of the whole channel: " + text);
    }
    if (LONE_SURROGATE.matcher(text).find()) {
      problems.add("half a character: " + text);
    }
  }

  private static void text(
      List<String> problems, String block, JsonNode text, String type, int longest) {
    String value = text.path("text").asString();
    if (!type.equals(text.path("type").asString())) {
      problems.add(block + ": the text must be " + type);
    }
    if (value.isEmpty() || value.length() > longest) {
      problems.add(block + ": 1 to " + longest + " characters are allowed, not " + value.length());
    }
  }

  private static void context(List<String> problems, JsonNode elements) {
    if (elements.isEmpty() || elements.size() > 10) {
      problems.add("context: 1 to 10 elements are allowed, not " + elements.size());
    }
    elements.forEach(element -> text(problems, "context", element, "mrkdwn", 3_000));
  }
}
