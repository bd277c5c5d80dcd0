package io.nightjar.notification.wording;

import io.nightjar.incident.Incident;
import io.nightjar.incident.Resolution;
import io.nightjar.incident.Subject;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The sentences of messages about Nightjar's own parts: its processes, its scheduler, their clocks. */
public final class OwnSentences {

  private OwnSentences() {}

  static String whatIsWrong(Incident incident) {
    return switch (incident.kind()) {
      case WATCHDOG_BLIND -> blind(incident);
      case SCHEDULER_SILENT ->
        isThreads(incident) ? "are all busy: due jobs wait" : "starts nothing: jobs will not run";
      case INSTANCE_DOWN -> "has fallen silent";
      case CLOCK_SKEW -> "is wrong: jobs do not start on time there";
      default -> incident.job() == null ? "is not as it should be" : "will not start as planned";
    };
  }

  private static String blind(Incident incident) {
    if (incident.job() != null) {
      return "cannot be judged: Nightjar does not know whether it ran";
    }
    return isWatchdog(incident)
        ? "is not running: nobody is told of missing runs"
        : "could not watch";
  }

  public static @Nullable String whatToDo(Incident incident, String repair) {
    return switch (incident.kind()) {
      case WATCHDOG_BLIND ->
        incident.job() == null
            ? null
            : "Check the job itself. Then look for \"cannot be judged\" in Nightjar's log, and go back to the"
                + " version before.";
      case INSTANCE_DOWN ->
        "Check the task's events and logs, then start a replacement. This resolves itself when a process of"
            + " the same roles has started.";
      case SCHEDULER_SILENT ->
        isThreads(incident)
            ? "Cancel a run that hangs, or raise nightjar.scheduler.threads at the next restart. A restart"
                + " ends what runs now."
            : Subject.SCHEDULER.equals(incident.subject())
                ? "Start a process of Nightjar with nightjar.scheduler.enabled=true on this database."
                : repair(repair);
      case CLOCK_SKEW -> "Fix the time service (NTP) of the host. This then resolves itself.";
      default -> repair(repair);
    };
  }

  private static String repair(String command) {
    return "Repair the scheduler: " + command + " ; if that does not help, restart Nightjar.";
  }

  static String goodNews(Incident incident) {
    boolean takenOver = how(incident) == Resolution.TAKEN_OVER;
    return switch (incident.kind()) {
      case WATCHDOG_BLIND ->
        isWatchdog(incident)
            ? "is running again"
            : incident.job() == null ? "can watch again" : "can be judged again";
      case INSTANCE_DOWN -> takenOver ? "is replaced" : "is back";
      case SCHEDULER_DRIFT ->
        incident.job() == null ? "is as it should be again" : "will start as planned again";
      case SCHEDULER_SILENT -> "starts jobs again";
      case CLOCK_SKEW -> takenOver ? "does not matter any more" : "is right again";
      case COULD_NOT_START -> "can start again";
      default -> "is over";
    };
  }

  static String howItEnded(Incident incident) {
    boolean takenOver = how(incident) == Resolution.TAKEN_OVER;
    return switch (incident.kind()) {
      case WATCHDOG_BLIND ->
        isWatchdog(incident)
            ? "a process that watches is running again"
            : incident.job() == null
                ? "everything that was due has been judged"
                : "Nightjar has judged it";
      case INSTANCE_DOWN ->
        takenOver
            ? "another process of the same roles has started"
            : "it shows signs of life again";
      case SCHEDULER_DRIFT -> "the scheduler is again as the configuration says";
      case SCHEDULER_SILENT ->
        Subject.SCHEDULER.equals(incident.subject())
            ? "a process that starts jobs is running again"
            : "the scheduler has started something again";
      case CLOCK_SKEW ->
        takenOver ? "no process of Nightjar runs there now" : "it agrees with the database's again";
      case COULD_NOT_START -> "Nightjar rehearsed all jobs again, and this one could start";
      default -> "it is over";
    };
  }

  private static Resolution how(Incident incident) {
    return Objects.requireNonNull(incident.ending()).resolution();
  }

  private static boolean isWatchdog(Incident incident) {
    return Subject.WATCHDOG.equals(incident.subject());
  }

  private static boolean isThreads(Incident incident) {
    return Subject.THREADS.equals(incident.subject());
  }
}
