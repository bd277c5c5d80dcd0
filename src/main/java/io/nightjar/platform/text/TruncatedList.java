package io.nightjar.platform.text;

import java.util.List;

/** As many parts as fit, and how many do not: no part is cut, a link or a mention least of all. */
public final class TruncatedList {

  private TruncatedList() {}

  /**
   * The parts in a row.
   *
   * @param parts the first of them, more than fit
   * @param count how many there are in all
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
