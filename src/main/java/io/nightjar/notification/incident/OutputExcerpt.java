package io.nightjar.notification.incident;

import io.nightjar.incident.Transition;
import io.nightjar.notification.MessageText;
import io.nightjar.notification.facts.IncidentFacts;
import io.nightjar.notification.facts.IncidentFacts.RunFacts;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The last lines that a run has written, told once: a reminder does not repeat them, History has them all. */
final class OutputExcerpt {

  private static final int LONGEST = 600;
  private static final int MOST_LINES = 10;

  private OutputExcerpt() {}

  static @Nullable MessageText of(IncidentFacts facts) {
    RunFacts run = facts.run();
    String whole = run == null ? null : run.excerpt();
    boolean news =
        facts.transition() == Transition.OPENED || facts.transition() == Transition.AGAIN;
    return whole == null || whole.isBlank() || !news ? null : MessageText.of(lastOf(whole));
  }

  private static String lastOf(String whole) {
    List<String> lines = whole.strip().lines().toList();
    String last =
        String.join("\n", lines.subList(Math.max(0, lines.size() - MOST_LINES), lines.size()));
    int from = last.length() - LONGEST;
    if (from <= 0) {
      return last;
    }
    return "…" + last.substring(Character.isLowSurrogate(last.charAt(from)) ? from + 1 : from);
  }
}
