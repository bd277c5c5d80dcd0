package io.nightjar.platform.text;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Suggests the known word that an unknown one was probably meant to be. */
public final class SpellingSuggestion {

  private SpellingSuggestion() {}

  /** The candidate with the fewest typing mistakes, if there are few enough for a guess. */
  public static Optional<String> to(String word, Collection<String> candidates) {
    String best = null;
    int fewest = Integer.MAX_VALUE;
    for (String candidate : candidates) {
      int mistakes = mistakes(word.toLowerCase(Locale.ROOT), candidate.toLowerCase(Locale.ROOT));
      if (mistakes < fewest) {
        fewest = mistakes;
        best = candidate;
      }
    }
    return fewest <= Math.min(3, word.length() / 3) ? Optional.ofNullable(best) : Optional.empty();
  }

  /** The Levenshtein distance, with two swapped neighbours as one mistake. */
  private static int mistakes(String a, String b) {
    int[] beforePrevious = new int[b.length() + 1];
    int[] previous = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] current = new int[b.length() + 1];
      current[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(replaced, Math.min(previous[j], current[j - 1]) + 1);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          current[j] = Math.min(current[j], beforePrevious[j - 2] + 1);
        }
      }
      beforePrevious = previous;
      previous = current;
    }
    return previous[b.length()];
  }
}
