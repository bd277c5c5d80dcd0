package io.nightjar.notification.slack;

import io.nightjar.notification.MessageText;
import io.nightjar.notification.MessageText.Part;
import io.nightjar.notification.PlainTextRenderer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Untrusted text as Slack shows it literally: {@code &}, {@code <} and {@code >} are escaped, and the words that
 * would call a whole channel are broken by an invisible character. Cut only between characters as the reader sees
 * them, never within an escape.
 */
final class SlackText {

  private static final Pattern CALL =
      Pattern.compile("@(?=(?:here|channel|everyone)\\b)", Pattern.CASE_INSENSITIVE);
  private static final Pattern CALL_AT_THE_END =
      Pattern.compile("@(here|channel|everyone)$", Pattern.CASE_INSENSITIVE);
  // What means something inside of a date.
  private static final Pattern CONTROL = Pattern.compile("[|^{}]");
  private static final String INVISIBLE = "\u2060";
  private static final String ELLIPSIS = "…";

  private SlackText() {}

  /** At most {@code longest} characters, escapes included; an ellipsis says that text was cut. */
  static String of(String text, int longest) {
    return cut(pieces(PlainTextRenderer.clean(text)), longest);
  }

  /** The same; each instant that is not cut is shown to each reader in the zone of the job and in his own. */
  static String of(MessageText text, int longest) {
    List<String> pieces = new ArrayList<>();
    for (Part part : text.parts()) {
      String clean = PlainTextRenderer.printable(part.text());
      if (part.at() == null) {
        pieces.addAll(pieces(clean));
      } else {
        pieces.add(date(clean, part.at()));
      }
    }
    return cut(pieces, longest).strip();
  }

  /** Slack puts the reader's own time into the braces. What it cannot show so it shows as the text behind the bar. */
  private static String date(String shown, Instant at) {
    String text = CONTROL
        .matcher(String.join("", pieces(PlainTextRenderer.oneLine(shown))))
        .replaceAll("/");
    return "<!date^" + at.getEpochSecond() + "^" + text + " / {date_short_pretty} {time} your time|"
        + text + ">";
  }

  /** What must not be cut: characters, and their escapes. */
  private static List<String> pieces(String clean) {
    return CALL.matcher(clean)
        .replaceAll("@" + INVISIBLE)
        .codePoints()
        .mapToObj(SlackText::escape)
        .toList();
  }

  private static String cut(List<String> pieces, int longest) {
    StringBuilder text = new StringBuilder();
    int cut = 0;
    for (String piece : pieces) {
      if (text.length() + piece.length() > longest) {
        return withoutCall(text.substring(0, cut)) + ELLIPSIS;
      }
      text.append(piece);
      if (text.length() + ELLIPSIS.length() <= longest) {
        cut = text.length();
      }
    }
    return text.toString();
  }

  /** What was {@code @hereafter} must not be cut to a call. */
  private static String withoutCall(String cut) {
    return CALL_AT_THE_END.matcher(cut).find() ? cut.substring(0, cut.length() - 1) : cut;
  }

  /** A link, or its label and address as text when the address is not one that Slack would follow. */
  static String link(String label, String address) {
    String name = of(PlainTextRenderer.oneLine(label), 100).replace('|', '/');
    if (!isWeb(address)) {
      return name + ": " + of(PlainTextRenderer.oneLine(address), 200);
    }
    return "<" + escapedAddress(address) + "|" + (name.isEmpty() ? "link" : name) + ">";
  }

  private static boolean isWeb(String address) {
    String lower = address.toLowerCase(Locale.ROOT);
    return (lower.startsWith("https://") || lower.startsWith("http://"))
        && address.equals(PlainTextRenderer.oneLine(address))
        && address.chars().noneMatch(Character::isWhitespace);
  }

  private static String escapedAddress(String address) {
    return CALL.matcher(address)
        .replaceAll("%40")
        .replace("<", "%3C")
        .replace(">", "%3E")
        .replace("|", "%7C")
        .replace("&", "&amp;");
  }

  private static String escape(int point) {
    return switch (point) {
      case '&' -> "&amp;";
      case '<' -> "&lt;";
      case '>' -> "&gt;";
      default -> Character.toString(point);
    };
  }
}
