package io.nightjar.platform.text;

import org.jspecify.annotations.Nullable;

/** Limits the length of text from outside, cut on a code point, and removes NUL, which PostgreSQL refuses. */
public final class SafeText {

  private static final int EXCERPT = 2_000;
  private static final int LINE = 1_000;

  private SafeText() {}

  /** The last part of an output or an answer: it usually contains the reason of a failure. */
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

  /** The beginning of a cause or a reason. */
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
