package io.nightjar.notification.incident;

import io.nightjar.incident.IncidentKind;
import io.nightjar.incident.Transition;
import io.nightjar.notification.Notification;
import io.nightjar.notification.outbox.PendingNotification;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** Counts what several incidents have in common: "11 jobs did not start". */
final class GroupHeadline {

  private GroupHeadline() {}

  /** For the newest turn of each incident. */
  static String of(List<PendingNotification> turns) {
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

  private static String phrase(PendingNotification turn) {
    IncidentKind kind = Objects.requireNonNull(turn.about()).kind();
    return switch (turn.transition()) {
      case "resolved" -> over(kind);
      case "acknowledged" -> "acknowledged";
      case "muted" -> "muted";
      case "reminded", "escalated", "mute_ended" -> "still open";
      default -> isUnjudged(turn) ? "cannot be judged" : phrase(kind);
    };
  }

  private static boolean isUnjudged(PendingNotification turn) {
    Notification.About about = Objects.requireNonNull(turn.about());
    return about.kind() == IncidentKind.WATCHDOG_BLIND && about.job() != null;
  }

  private static String over(IncidentKind kind) {
    return switch (kind) {
      case JOB_REMOVED -> "watched again";
      case SCHEDULER_DRIFT, SCHEDULER_SILENT, CLOCK_SKEW -> "as planned again";
      // Its work may be done, or it was never to be done yet.
      case COULD_NOT_START -> "put right";
      default -> "done";
    };
  }

  static String phrase(IncidentKind kind) {
    return switch (kind) {
      case NOT_STARTED -> "did not start";
      case COULD_NOT_START -> "could not start";
      case FAILED -> "failed";
      case OVERDUE -> "not finished in time";
      case TOO_QUICK -> "ended too quickly to have worked";
      case SKIPPED -> "skipped";
      case HELD -> "held back";
      case JOB_REMOVED -> "no longer watched";
      case UNDELIVERABLE -> "taking no messages";
      case WATCHDOG_BLIND -> "could not watch";
      case SCHEDULER_DRIFT -> "will not start as planned";
      case SCHEDULER_SILENT -> "firing nothing";
      case INSTANCE_DOWN -> "fallen silent";
      case CLOCK_SKEW -> "wrong: jobs do not start on time there";
      case UNKNOWN -> "in trouble";
    };
  }

  private static String number(long number) {
    return String.format(Locale.UK, "%,d", number);
  }
}
