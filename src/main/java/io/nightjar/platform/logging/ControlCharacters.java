package io.nightjar.platform.logging;

import org.jspecify.annotations.Nullable;

/** Makes visible what a terminal or a reader of lines would obey: line ends, escape sequences, changes of direction. */
final class ControlCharacters {

  private ControlCharacters() {}

  /** Text that may come from outside: none is left. */
  static @Nullable String escaped(@Nullable String text) {
    return text == null ? null : escaped(text, false);
  }

  /**
   * Makes the control characters of a text visible.
   *
   * @param keepLines whether line feeds and tabs are the program's own and stay
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
