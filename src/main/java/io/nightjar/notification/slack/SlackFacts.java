package io.nightjar.notification.slack;

import io.nightjar.notification.Message.Fact;
import io.nightjar.notification.Message.Fact.Form;
import io.nightjar.notification.MessageText;
import io.nightjar.notification.PlainTextRenderer;
import io.nightjar.platform.text.TruncatedList;
import java.util.ArrayList;
import java.util.List;

/**
 * The facts of a message: short ones in two columns, all others in lines below.
 *
 * @param fields the columns, from left to right; no more than Slack takes in one section
 * @param isWhole whether nothing was left out
 */
record SlackFacts(List<String> fields, String lines, boolean isWhole) {

  private static final int MOST_FIELDS = 10;
  private static final int LABEL = 40;
  // More lines than this do not fit, however short they are.
  private static final int LINES = 300;

  // Where there is too much, the longest texts give way first: a job's output before the remedy.
  // Before a remedy is cut, times are shown in the zone of the job alone, which is shorter.
  private static final List<Size> SIZES = List.of(
      new Size(1700, true),
      new Size(1000, true),
      new Size(700, true),
      new Size(500, true),
      new Size(1700, false),
      new Size(1000, false),
      new Size(700, false),
      new Size(500, false),
      new Size(350, false),
      new Size(250, false),
      new Size(170, false),
      new Size(110, false));

  /** How long one text may be, and whether its times are shown in the reader's zone as well. */
  private record Size(int longest, boolean readersTimes) {

    String of(MessageText text) {
      return readersTimes ? SlackText.of(text, longest) : SlackText.of(text.plain(), longest);
    }
  }

  /** As much as there is room for. */
  static SlackFacts of(List<Fact> facts, int room) {
    SlackFacts smallest = of(facts, SIZES.get(0), room);
    for (Size size : SIZES.subList(1, SIZES.size())) {
      if (smallest.isWhole()) {
        return smallest;
      }
      smallest = of(facts, size, room);
    }
    return smallest;
  }

  /** One fact on one line, without markup. */
  static String preview(Fact fact, int longest) {
    String label = label(fact);
    return (label.isEmpty() ? "• " : label + ": ") + SlackText.of(fact.value(), longest);
  }

  private static SlackFacts of(List<Fact> facts, Size size, int room) {
    List<Fact> lines = new ArrayList<>(facts);
    List<String> fields = new ArrayList<>();
    List<Fact> brief = facts.stream()
        .filter(fact -> fact.form() == Form.FIELD)
        .limit(MOST_FIELDS)
        .toList();
    brief.forEach(fact -> fields.add("*" + label(fact) + ":*\n" + size.of(fact.value())));
    int columns = fields.stream().mapToInt(String::length).sum();
    if (columns <= room / 2) {
      lines.removeAll(brief);
      room -= columns;
    } else {
      fields.clear();
    }
    List<String> texts =
        lines.stream().limit(LINES).map(fact -> line(fact, size)).toList();
    boolean whole = lines.size() <= LINES && String.join("\n", texts).length() <= room;
    return new SlackFacts(fields, TruncatedList.of(texts, lines.size(), "\n", room), whole);
  }

  private static String line(Fact fact, Size size) {
    String label = label(fact);
    // As a quote, so that a job's second line does not pass for a fact of ours.
    String text = size.of(fact.value()).replace("\n", "\n>");
    return label.isEmpty() ? "• " + text : "*" + label + ":* " + text;
  }

  private static String label(Fact fact) {
    return SlackText.of(PlainTextRenderer.oneLine(fact.label()), LABEL);
  }
}
