package io.nightjar.notification.slack;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Which blocks Slack takes. */
final class SlackBlocks {

  private static final int IN_ALL = 13_000;

  private SlackBlocks() {}

  static boolean areTooLong(JsonNode blocks) {
    return blocks.toString().length() > IN_ALL;
  }

  /** What Slack would answer {@code invalid_blocks} to. */
  static List<String> problems(JsonNode blocks) {
    List<String> problems = new ArrayList<>();
    if (!blocks.isArray() || blocks.isEmpty() || blocks.size() > 50) {
      problems.add("blocks: 1 to 50 are allowed, not " + blocks.size());
    }
    Set<String> actionIds = new HashSet<>();
    for (JsonNode block : blocks) {
      switch (block.path("type").asString()) {
        case "header" -> text(problems, "header", block.path("text"), "plain_text", 150);
        case "section" -> section(problems, block);
        case "context" -> context(problems, block.path("elements"));
        case "actions" -> actions(problems, block.path("elements"), actionIds);
        case "divider" -> {}
        default -> problems.add("unknown block " + block);
      }
    }
    return problems;
  }

  /** A text, or up to ten fields in two columns, or both. */
  private static void section(List<String> problems, JsonNode section) {
    if (section.has("text") || !section.has("fields")) {
      text(problems, "section", section.path("text"), "mrkdwn", 3_000);
    }
    if (section.has("fields")) {
      size(problems, "fields", section.path("fields"), 10);
      section.path("fields").forEach(field -> text(problems, "field", field, "mrkdwn", 2_000));
    }
  }

  private static void context(List<String> problems, JsonNode elements) {
    size(problems, "context", elements, 10);
    elements.forEach(element -> text(problems, "context", element, "mrkdwn", 3_000));
  }

  private static void actions(List<String> problems, JsonNode buttons, Set<String> actionIds) {
    size(problems, "actions", buttons, 25);
    for (JsonNode button : buttons) {
      if (!"button".equals(button.path("type").asString())) {
        problems.add("actions: not a button: " + button);
      }
      text(problems, "button", button.path("text"), "plain_text", 75);
      length(problems, "value", button.path("value").asString(""), 2_000);
      String actionId = button.path("action_id").asString("");
      length(problems, "action_id", actionId, 255);
      if (!actionIds.add(actionId)) {
        problems.add("actions: twice the same action_id " + actionId);
      }
      if (!Set.of("", "primary", "danger").contains(button.path("style").asString(""))) {
        problems.add("button: unknown style");
      }
      if (button.has("confirm")) {
        confirm(problems, button.path("confirm"));
      }
    }
  }

  private static void confirm(List<String> problems, JsonNode confirm) {
    text(problems, "confirm.title", confirm.path("title"), "plain_text", 100);
    text(problems, "confirm.text", confirm.path("text"), "plain_text", 300);
    text(problems, "confirm.confirm", confirm.path("confirm"), "plain_text", 30);
    text(problems, "confirm.deny", confirm.path("deny"), "plain_text", 30);
  }

  private static void size(List<String> problems, String block, JsonNode elements, int most) {
    if (elements.isEmpty() || elements.size() > most) {
      problems.add(block + ": 1 to " + most + " elements are allowed, not " + elements.size());
    }
  }

  private static void text(
      List<String> problems, String block, JsonNode text, String type, int longest) {
    if (!type.equals(text.path("type").asString(""))) {
      problems.add(block + ": the text must be " + type);
    }
    length(problems, block, text.path("text").asString(""), longest);
  }

  private static void length(List<String> problems, String what, String value, int longest) {
    if (value.isEmpty() || value.length() > longest) {
      problems.add(what + ": 1 to " + longest + " characters are allowed, not " + value.length());
    }
  }
}
