package io.nightjar.alert.slack;

import com.slack.api.model.block.ContextBlock;
import com.slack.api.model.block.HeaderBlock;
import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.SectionBlock;
import com.slack.api.model.block.composition.MarkdownTextObject;
import com.slack.api.model.block.composition.PlainTextObject;
import io.nightjar.alert.Message;
import io.nightjar.alert.Message.Fact;
import io.nightjar.alert.Message.Link;
import io.nightjar.alert.PlainText;
import java.util.ArrayList;
import java.util.List;

/**
 * A message in Slack's words: a text for previews, and blocks. Under 3,000 characters in all, so that
 * Slack cuts nothing.
 */
record SlackMessage(String text, List<LayoutBlock> blocks) {

  private static final int PREVIEW = 300;
  private static final int HEADER = 150;
  private static final int HEADLINE = 300;
  private static final int FACTS = 1700;
  private static final int LABEL = 40;
  private static final int LINKS = 500;
  // Where there is too much, the longest texts give way first: a job's output before the remedy.
  private static final int[] LONGEST_VALUES = {FACTS, 1000, 700, 500, 350, 250, 170, 110};

  static SlackMessage of(Message message) {
    List<LayoutBlock> blocks = new ArrayList<>();
    String headline = PlainText.headline(message);
    String header = SlackText.of(headline, HEADER);
    blocks.add(HeaderBlock.builder()
        .text(PlainTextObject.builder().text(header).emoji(false).build())
        .build());
    if (header.endsWith("…")) {
      blocks.add(section(SlackText.of(headline, HEADLINE)));
    }
    String facts = facts(message.facts());
    if (!facts.isEmpty()) {
      blocks.add(section(facts));
    }
    String links = links(message.links());
    if (!links.isEmpty()) {
      blocks.add(ContextBlock.builder().elements(List.of(markdown(links))).build());
    }
    return new SlackMessage(SlackText.of(PlainText.of(message), PREVIEW), List.copyOf(blocks));
  }

  private static String facts(List<Fact> facts) {
    List<String> lines = List.of();
    for (int longest : LONGEST_VALUES) {
      lines = facts.stream().map(fact -> line(fact, longest)).toList();
      if (String.join("\n", lines).length() <= FACTS) {
        break;
      }
    }
    return fitting(lines, "\n", FACTS);
  }

  private static String line(Fact fact, int longest) {
    String label = SlackText.of(PlainText.oneLine(fact.label()), LABEL);
    // As a quote, so that a job's second line does not pass for a fact of ours.
    String text = SlackText.of(fact.text(), longest).replace("\n", "\n>");
    return "*" + label + ":* " + text;
  }

  private static String links(List<Link> links) {
    List<String> texts =
        links.stream().map(link -> SlackText.link(link.label(), link.address())).toList();
    return fitting(texts, "  ·  ", LINKS);
  }

  /** As many of the parts as fit, and how many do not: no part is cut, a link least of all. */
  private static String fitting(List<String> parts, String separator, int longest) {
    StringBuilder fitting = new StringBuilder();
    int left = parts.size();
    for (String part : parts) {
      String more = separator + "+" + left + " more";
      int reserve = left == 1 ? 0 : more.length();
      if (fitting.length() + separator.length() + part.length() + reserve > longest) {
        return fitting
            .append(fitting.isEmpty() ? more.substring(separator.length()) : more)
            .toString();
      }
      fitting.append(fitting.isEmpty() ? "" : separator).append(part);
      left--;
    }
    return fitting.toString();
  }

  private static SectionBlock section(String text) {
    return SectionBlock.builder().text(markdown(text)).build();
  }

  private static MarkdownTextObject markdown(String text) {
    // Verbatim: Slack makes no links or mentions of its own from what it finds in the text.
    return MarkdownTextObject.builder().text(text).verbatim(true).build();
  }
}
