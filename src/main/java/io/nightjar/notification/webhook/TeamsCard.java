package io.nightjar.notification.webhook;

import io.nightjar.notification.Message;
import io.nightjar.notification.Message.Fact;
import io.nightjar.notification.Message.Link;
import io.nightjar.notification.PlainTextRenderer;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A message as an adaptive card in the envelope that a Teams workflow takes from a webhook. Cards call only people whom
 * they name apart from the text, so that no text can.
 */
final class TeamsCard {

  private static final int IN_ALL = 2_900;
  private static final int HEADLINE = 300;
  private static final int LABEL = 40;
  private static final int TEXT = 400;
  private static final int LINKS = 5;
  private static final int ADDRESS = 1_000;

  private TeamsCard() {}

  static String body(Message message) {
    ObjectNode envelope = JsonMapper.shared().createObjectNode().put("type", "message");
    ObjectNode card = envelope
        .putArray("attachments")
        .addObject()
        .put("contentType", "application/vnd.microsoft.card.adaptive")
        .putObject("content");
    card.put("$schema", "http://adaptivecards.io/schemas/adaptive-card.json")
        .put("type", "AdaptiveCard")
        .put("version", "1.4");
    ArrayNode body = card.putArray("body");
    body.addObject()
        .put("type", "TextBlock")
        .put("text", literal(PlainTextRenderer.headline(message), HEADLINE))
        .put("weight", "Bolder")
        .put("size", "Medium")
        .put("color", color(message.status()))
        .put("wrap", true);
    if (!message.facts().isEmpty()) {
      facts(body.addObject().put("type", "FactSet").putArray("facts"), message.facts());
    }
    List<Link> links = links(message);
    if (!links.isEmpty()) {
      buttons(card.putArray("actions"), links);
    }
    return envelope.toString();
  }

  private static void facts(ArrayNode list, List<Fact> facts) {
    int room = IN_ALL - HEADLINE;
    for (int i = 0; i < facts.size(); i++) {
      String label = literal(facts.get(i).label(), LABEL);
      String text = literal(facts.get(i).text(), TEXT);
      room -= label.length() + text.length();
      if (room < LABEL) {
        list.addObject().put("title", "+" + (facts.size() - i) + " more").put("value", "");
        return;
      }
      list.addObject().put("title", label).put("value", text);
    }
  }

  private static List<Link> links(Message message) {
    return message.links().stream()
        .filter(link -> link.address().matches("https?://[^\\s<>\"]+"))
        .filter(link -> link.address().length() <= ADDRESS)
        .limit(LINKS)
        .toList();
  }

  private static void buttons(ArrayNode list, List<Link> links) {
    for (Link link : links) {
      list.addObject()
          .put("type", "Action.OpenUrl")
          .put("title", literal(link.label(), LABEL))
          .put("url", link.address());
    }
  }

  /** Texts are Markdown there: the marks that make a link, a list or emphasis are escaped. */
  private static String literal(String text, int longest) {
    return PlainTextRenderer.oneLine(text, longest).replaceAll("[\\\\*_\\[\\]`#]", "\\\\$0");
  }

  private static String color(Message.Status status) {
    return switch (status) {
      case FIRING -> "FollowUpState";
      case RESOLVED -> "Good";
      case INFO -> "Default";
    };
  }
}
