package io.nightjar.schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** Formats numbers and lists in English. */
final class EnglishList {

  private static final int SHORTEST_RANGE = 3;

  private EnglishList() {}

  /** "a", "a and b", "a, b and c". */
  static String list(List<String> parts) {
    int last = parts.size() - 1;
    return last < 1
        ? String.join("", parts)
        : String.join(", ", parts.subList(0, last)) + " and " + parts.get(last);
  }

  /** The values in order, three or more that follow each other as a range: "1, 2 and 5 to 9". */
  static String ranges(ValueSet values, IntFunction<String> name) {
    List<String> parts = new ArrayList<>();
    int start = values.ceiling(0);
    while (start != ValueSet.NONE) {
      int end = start;
      while (values.contains(end + 1)) {
        end++;
      }
      if (end - start + 1 >= SHORTEST_RANGE) {
        parts.add(name.apply(start) + " to " + name.apply(end));
      } else {
        for (int value = start; value <= end; value++) {
          parts.add(name.apply(value));
        }
      }
      start = values.ceiling(end + 1);
    }
    return list(parts);
  }

  /** "1st", "2nd", "11th". */
  static String ordinal(int n) {
    boolean teen = n % 100 / 10 == 1;
    return n
        + switch (teen ? 0 : n % 10) {
          case 1 -> "st";
          case 2 -> "nd";
          case 3 -> "rd";
          default -> "th";
        };
  }

  /** "3 hours", but "1 hour". */
  static String count(int n, String unit) {
    return n + " " + unit + (n == 1 ? "" : "s");
  }
}
