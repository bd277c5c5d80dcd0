package io.nightjar.notification;

import io.nightjar.notification.Message.Fact;
import io.nightjar.notification.Message.Link;
import java.util.StringJoiner;

/** A message as plain text. Texts of jobs cannot pass for lines of ours and carry no control characters. */
public final class PlainTextRenderer {

  private static final String ELLIPSIS = "…";

  private PlainTextRenderer() {}

  /** The headline, then one line for each fact and link. */
  public static String of(Message message) {
    StringJoiner lines = new StringJoiner("\n");
    lines.add(headline(message));
    for (Fact fact : message.facts()) {
      String label = oneLine(fact.label());
      lines.add((label.isEmpty() ? "• " : label + ": ") + indented(fact.text()));
    }
    for (Link link : message.links()) {
      lines.add(oneLine(link.label()) + ": " + oneLine(link.address()));
    }
    return lines.toString();
  }

  /** The headline behind a mark that shows the status. */
  public static String headline(Message message) {
    return mark(message.status()) + " " + oneLine(message.headline());
  }

  /** A text without control characters, line breaks kept, and without blanks at its ends. */
  public static String clean(String text) {
    return printable(text).strip();
  }

  /** A text without control characters, line breaks kept. */
  public static String printable(String text) {
    StringBuilder clean = new StringBuilder(text.length());
    text.replace("\r\n", "\n").codePoints().forEach(c -> {
      if (c == '\n' || !isUnprintable(c)) {
        clean.appendCodePoint(c);
      } else if (Character.getType(c) == Character.SURROGATE) {
        clean.append('\uFFFD');
      } else if (Character.isISOControl(c)) {
        clean.append(' ');
      }
    });
    return clean.toString();
  }

  /** A clean text on one line. */
  public static String oneLine(String text) {
    return clean(text).replaceAll("\\s*\n\\s*", " ");
  }

  /** A clean text on one line, cut on a code point when it is longer. */
  public static String oneLine(String text, int longest) {
    String line = oneLine(text);
    if (line.length() <= longest) {
      return line;
    }
    int end = longest - ELLIPSIS.length();
    if (Character.isHighSurrogate(line.charAt(end - 1))) {
      end--;
    }
    return line.substring(0, end) + ELLIPSIS;
  }

  private static String indented(String text) {
    return clean(text).replace("\n", "\n    ");
  }

  private static boolean isUnprintable(int c) {
    // Marks that turn the direction of the text around belong here: they can make a line say
    // something else.
    return Character.isISOControl(c)
        || Character.getType(c) == Character.SURROGATE
        || (c >= 0x202A && c <= 0x202E)
        || (c >= 0x2066 && c <= 0x2069);
  }

  private static String mark(Message.Status status) {
    return switch (status) {
      case FIRING -> "🔴";
      case RESOLVED -> "🟢";
      case INFO -> "⚪";
    };
  }
}
