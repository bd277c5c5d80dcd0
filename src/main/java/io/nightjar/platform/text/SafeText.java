package io.nightjar.platform.text;

import org.jspecify.annotations.Nullable;

/** Bounds text from outside: at most so many characters, cut on a code point, without NUL, which PostgreSQL refuses. */
public final class SafeText {

  private static final int EXCERPT = 2_000;
  private static final int LINE = 1_000;

  private SafeText() {}

  /** The end of an output or of an answer: its last part says why. */
  public static @Nullable String excerpt(@Nullable String text) {
    if (text == null) {
      return null;
    }
    String clean = text.replace("\0", "");
    int from = clean.length() - EXCERPT;
    if (from <= 0) {
      return clean;
    }
    return clean.substring(Character.isLowSurrogate(clean.charAt(from)) ? from + 1 : from);
  }

  /** A cause or a reason: its beginning says what it is. */
  public static @Nullable String line(@Nullable String text) {
    return text == null ? null : start(text.replace("\0", ""), LINE);
  }

  private static String start(String text, int limit) {
    if (text.length() <= limit) {
      return text;
    }
    return text.substring(0, Character.isHighSurrogate(text.charAt(limit - 1)) ? limit - 1 : limit);
  }
}
