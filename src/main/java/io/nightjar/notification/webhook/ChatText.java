package io.nightjar.notification.webhook;

import io.nightjar.notification.Message;
import io.nightjar.notification.Message.Fact;
import io.nightjar.notification.Message.Link;
import io.nightjar.notification.PlainTextRenderer;
import io.nightjar.platform.text.TruncatedList;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.databind.json.JsonMapper;

/**
 * A message as the one text that chats take from an incoming webhook, under 3,000 characters. What jobs say is shown
 * literally and calls nobody.
 */
enum ChatText {
  SLACK {
    @Override
    String escape(String text) {
      String literal = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
      return CALL.matcher(literal).replaceAll("@" + INVISIBLE);
    }
  },
  MATTERMOST {
    @Override
    String escape(String text) {
      String literal = MARKDOWN.matcher(text).replaceAll("\\\\$0");
      return NAME.matcher(literal).replaceAll("@" + INVISIBLE);
    }
  };

  private static final Pattern CALL =
      Pattern.compile("@(?=here|channel|everyone)", Pattern.CASE_INSENSITIVE);
  private static final Pattern NAME = Pattern.compile("@(?=[\\w\\\\.-])");
  private static final Pattern MARKDOWN = Pattern.compile("[\\\\`*_\\[\\]<>#~|]");
  private static final String INVISIBLE = "\u2060";

  private static final int IN_ALL = 2_900;
  private static final int HEADLINE = 200;
  private static final int LABEL = 40;
  private static final int TEXT = 400;
  private static final int LINKS = 500;
  private static final int LINES = 300;

  abstract String escape(String text);

  String body(Message message) {
    return JsonMapper.shared().createObjectNode().put("text", text(message)).toString();
  }

  String text(Message message) {
    String headline =
        escape(PlainTextRenderer.oneLine(PlainTextRenderer.headline(message), HEADLINE));
    List<String> links = message.links().stream().limit(LINES).map(this::line).toList();
    String linked = TruncatedList.of(links, message.links().size(), "\n", LINKS);
    List<String> facts = message.facts().stream().limit(LINES).map(this::line).toList();
    int room = IN_ALL - headline.length() - linked.length();
    String told = TruncatedList.of(facts, message.facts().size(), "\n", room);
    return String.join(
        "\n", List.of(headline, told, linked).stream().filter(s -> !s.isEmpty()).toList());
  }

  private String line(Fact fact) {
    return escape(PlainTextRenderer.oneLine(fact.label(), LABEL)) + ": "
        + escape(PlainTextRenderer.oneLine(fact.text(), TEXT));
  }

  /** Chats make a link of an address by themselves; one with other characters than an address has is text. */
  private String line(Link link) {
    String address = PlainTextRenderer.oneLine(link.address());
    boolean web = address.matches("https?://[\\w.:/?&=%+,;~#-]+");
    return escape(PlainTextRenderer.oneLine(link.label(), LABEL)) + ": "
        + (web ? address : escape(address));
  }
}
