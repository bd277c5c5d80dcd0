package io.nightjar.notification.slack;

import io.nightjar.notification.PlainTextRenderer;
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
  private static final String INVISIBLE = "\u2060";
  private static final String ELLIPSIS = "…";

  private SlackText() {}

  /** At most {@code longest} characters, escapes included; an ellipsis says that text was cut. */
  static String of(String text, int longest) {
    StringBuilder escaped = new StringBuilder();
    int[] points = CALL.matcher(PlainTextRenderer.clean(text))
        .replaceAll("@" + INVISIBLE)
        .codePoints()
        .toArray();
    int cut = 0;
    for (int point : points) {
      String piece = escape(point);
      if (escaped.length() + piece.length() > longest) {
        return withoutCall(escaped.substring(0, cut)) + ELLIPSIS;
      }
      escaped.append(piece);
      if (escaped.length() + ELLIPSIS.length() <= longest) {
        cut = escaped.length();
      }
    }
    return escaped.toString();
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
