package io.nightjar.platform.logging;

import org.jspecify.annotations.Nullable;

/**
 * Escapes characters that a terminal or a log reader would obey: line ends, escape sequences, changes of text
 * direction.
 */
final class ControlCharacters {

  private ControlCharacters() {}

  /** For text that may come from outside: escapes all control characters. */
  static @Nullable String escaped(@Nullable String text) {
    return text == null ? null : escaped(text, false);
  }

  /**
   * Escapes the control characters of a text.
   *
   * @param keepLines whether line feeds and tabs are kept, for texts of Nightjar itself
   */
  static String escaped(String text, boolean keepLines) {
    StringBuilder escaped = null;
    int length = text.length();
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      boolean bad = isControl(c) && !(keepLines && (c == '\n' || c == '\t'));
      if (bad && escaped == null) {
        escaped = new StringBuilder(length + 16).append(text, 0, i);
      }
      if (escaped != null) {
        escaped.append(bad ? escape(c) : String.valueOf(c));
      }
    }
    return escaped == null ? text : escaped.toString();
  }

  private static boolean isControl(char c) {
    return Character.isISOControl(c)
        || c == '\u2028'
        || c == '\u2029'
        || c == '\u200e'
        || c == '\u200f'
        || (c >= '\u202a' && c <= '\u202e')
        || (c >= '\u2066' && c <= '\u2069');
  }

  private static String escape(char c) {
    return switch (c) {
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      default -> String.format("\\u%04x", (int) c);
    };
  }
}
