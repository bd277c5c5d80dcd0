package io.nightjar.notification.incident;

import io.nightjar.incident.Transition;
import io.nightjar.notification.Notification.About;
import io.nightjar.notification.outbox.PendingNotification;
import io.nightjar.notification.wording.KindWording;
import io.nightjar.notification.wording.KindWordings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** Counts what several incidents have in common: "11 jobs did not start". */
final class GroupHeadline {

  private final KindWordings wordings;

  GroupHeadline(KindWordings wordings) {
    this.wordings = wordings;
  }

  /** For the newest turn of each incident. */
  String of(List<PendingNotification> turns) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    turns.forEach(turn -> counts.merge(phrase(turn), 1, Integer::sum));
    String what = who(turns, counts.size() == 1 ? " runs of " : " problems of ");
    if (counts.size() == 1) {
      return what + " " + counts.keySet().iterator().next();
    }
    return what + ": "
        + counts.entrySet().stream()
            .map(each -> number(each.getValue()) + " " + each.getKey())
            .collect(Collectors.joining(", "));
  }

  static boolean isOver(PendingNotification turn) {
    return turn.transition().equals(Transition.RESOLVED.word());
  }

  /** A run that was late and then failed is two problems and one run. */
  private static String who(List<PendingNotification> turns, String several) {
    long jobs = turns.stream()
        .map(turn -> Objects.requireNonNull(turn.about()).job())
        .filter(Objects::nonNull)
        .distinct()
        .count();
    boolean onlyJobs =
        turns.stream().allMatch(turn -> Objects.requireNonNull(turn.about()).job() != null);
    if (!onlyJobs) {
      return number(turns.size()) + " things";
    }
    String some = jobs == 1 ? "1 job" : number(jobs) + " jobs";
    return jobs == turns.size() ? some : number(turns.size()) + several + some;
  }

  private String phrase(PendingNotification turn) {
    About about = Objects.requireNonNull(turn.about());
    KindWording kind = wordings.of(about.kind());
    return switch (turn.transition()) {
      case "resolved" -> kind.countedOver();
      case "acknowledged" -> "acknowledged";
      case "muted" -> "muted";
      case "reminded", "escalated", "mute_ended" -> "still open";
      default -> kind.counted(about.job());
    };
  }

  private static String number(long number) {
    return String.format(Locale.UK, "%,d", number);
  }
}
