package io.nightjar.platform.text;

import java.util.List;

/** Joins as many parts as fit and counts the rest: "a, b, +3 more". No part, such as a link, is ever cut. */
public final class TruncatedList {

  private TruncatedList() {}

  /**
   * Joins the parts.
   *
   * @param parts the first parts, at least as many as can fit
   * @param count the number of all parts
   */
  public static String of(List<String> parts, int count, String separator, int longest) {
    StringBuilder fitting = new StringBuilder();
    int left = count;
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
}
