package io.nightjar.notification.slack;

import com.slack.api.model.block.ContextBlock;
import com.slack.api.model.block.HeaderBlock;
import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.SectionBlock;
import com.slack.api.model.block.composition.MarkdownTextObject;
import com.slack.api.model.block.composition.PlainTextObject;
import com.slack.api.model.block.composition.TextObject;
import io.nightjar.notification.Delivery;
import io.nightjar.notification.Message;
import io.nightjar.notification.Message.Fact;
import io.nightjar.notification.Message.Fact.Form;
import io.nightjar.notification.Message.Link;
import io.nightjar.notification.PlainTextRenderer;
import io.nightjar.platform.text.TruncatedList;
import java.util.ArrayList;
import java.util.List;

/**
 * A message in Slack's words: a text for previews, and blocks. Under 3,000 characters in all, so that
 * Slack cuts nothing.
 *
 * @param blocks empty when the text is all there is
 * @param carriesIdentity whether the notification's id goes with it
 */
record SlackMessage(String text, List<LayoutBlock> blocks, boolean carriesIdentity) {

  private static final int IN_ALL = 2_950;
  private static final int PREVIEW = 300;
  private static final int HEADER = 150;
  private static final int HEADLINE = 300;
  private static final int FACTS = 1700;
  private static final int LINKS = 500;
  // More lines than this do not fit, however short they are.
  private static final int LINES = 300;

  static SlackMessage of(Message message, boolean withButtons) {
    String mentions = SlackMentions.of(message.mentions());
    String headline = PlainTextRenderer.headline(message);
    String header = SlackText.of(headline, HEADER);
    String whole = header.endsWith("…") ? SlackText.of(headline, HEADLINE) : "";
    String links = links(message.links());
    SlackButtons buttons = withButtons ? SlackButtons.of(message.actions()) : SlackButtons.NONE;
    String preview = preview(mentions, message);
    int used = preview.length()
        + mentions.length()
        + header.length()
        + whole.length()
        + links.length()
        + buttons.length();
    SlackFacts facts = SlackFacts.of(facts(message, withButtons), Math.min(FACTS, IN_ALL - used));

    List<LayoutBlock> blocks = new ArrayList<>();
    addSection(blocks, mentions);
    blocks.add(header(header));
    addSection(blocks, whole);
    if (!facts.fields().isEmpty()) {
      List<TextObject> fields = new ArrayList<>();
      facts.fields().forEach(field -> fields.add(markdown(field)));
      blocks.add(SectionBlock.builder().fields(fields).build());
    }
    addSection(blocks, facts.lines());
    if (!links.isEmpty()) {
      blocks.add(ContextBlock.builder().elements(List.of(markdown(links))).build());
    }
    if (buttons.actionsBlock() != null) {
      blocks.add(buttons.actionsBlock());
    }
    return new SlackMessage(preview, List.copyOf(blocks), true);
  }

  /** The headline alone, for a message whose content Slack has refused. */
  static SlackMessage plain(Message message) {
    String text = SlackText.of(PlainTextRenderer.headline(message), HEADLINE)
        + "\nSlack refused the rest of this message.";
    return new SlackMessage(called(SlackMentions.of(message.mentions()), text), List.of(), true);
  }

  /** Where to read a message of which Slack refuses the headline as well: no text of a job, no mention, no link. */
  static SlackMessage minimal(Delivery delivery) {
    Message line = new Message(
        delivery.message().status(),
        "Nightjar has a message that Slack refuses. Read it in Nightjar: /api/notifications/"
            + delivery.notification(),
        List.of(),
        List.of());
    return new SlackMessage(PlainTextRenderer.headline(line), List.of(), true);
  }

  SlackMessage withoutIdentity() {
    return new SlackMessage(text, blocks, false);
  }

  private static String called(String mentions, String text) {
    return mentions.isEmpty() ? text : mentions + " " + text;
  }

  /** Where there are buttons and commands of Slack, nobody needs the command of a re-run at a terminal. */
  private static List<Fact> facts(Message message, boolean withButtons) {
    return message.facts().stream()
        .filter(fact -> fact.form() != Form.RERUN_COMMAND || !withButtons)
        .toList();
  }

  /** What a phone shows: the headline and as many of the first facts as fit. */
  private static String preview(String mentions, Message message) {
    StringBuilder preview =
        new StringBuilder(SlackText.of(PlainTextRenderer.headline(message), PREVIEW));
    for (Fact fact : message.facts()) {
      String line = SlackFacts.preview(fact, PREVIEW);
      if (preview.length() + 1 + line.length() > PREVIEW) {
        break;
      }
      preview.append('\n').append(line);
    }
    return called(mentions, preview.toString());
  }

  private static String links(List<Link> links) {
    List<String> texts = links.stream()
        .limit(LINES)
        .map(link -> SlackText.link(link.label(), link.address()))
        .toList();
    return TruncatedList.of(texts, links.size(), "  ·  ", LINKS);
  }

  private static HeaderBlock header(String text) {
    return HeaderBlock.builder()
        .text(PlainTextObject.builder().text(text).emoji(false).build())
        .build();
  }

  private static void addSection(List<LayoutBlock> blocks, String text) {
    if (!text.isEmpty()) {
      blocks.add(SectionBlock.builder().text(markdown(text)).build());
    }
  }

  private static MarkdownTextObject markdown(String text) {
    // Verbatim: Slack makes no links or mentions of its own from what it finds in the text.
    return MarkdownTextObject.builder().text(text).verbatim(true).build();
  }
}
