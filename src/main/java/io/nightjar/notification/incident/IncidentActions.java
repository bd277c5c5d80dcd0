package io.nightjar.notification.incident;

import io.nightjar.incident.Incident;
import io.nightjar.incident.IncidentKind;
import io.nightjar.job.Job;
import io.nightjar.notification.Message.Action;
import io.nightjar.notification.Message.Deed;
import java.util.ArrayList;
import java.util.List;

/** What the reader of a message about an incident can do at once. */
final class IncidentActions {

  private IncidentActions() {}

  /**
   * Only what would be accepted now: a job that runs here and is not running can be run from here, and only what has a job
   * in the catalogue can be muted.
   */
  static List<Action> of(IncidentFacts report) {
    Incident incident = report.incident();
    Job job = report.job();
    String id = Long.toString(incident.id());
    List<Action> actions = new ArrayList<>();
    if (job != null && job.runsHere() && !isFoundAhead(incident) && !isRunning(incident)) {
      actions.add(Action.rerun("Re-run", job.name(), incident.id()));
    }
    actions.add(new Action(Deed.ACKNOWLEDGE, "Acknowledge", id));
    if (job != null) {
      actions.add(new Action(Deed.MUTE, "Mute 24 h", id));
    }
    return actions;
  }

  /** While it runs, or the run that it made way for does, another one is refused. */
  static boolean isRunning(Incident incident) {
    return isRunning(incident.kind());
  }

  static boolean isRunning(IncidentKind kind) {
    return kind == IncidentKind.OVERDUE || kind == IncidentKind.SKIPPED;
  }

  /** Nothing has been missed yet, so there is nothing to run again. */
  private static boolean isFoundAhead(Incident incident) {
    return incident.kind() == IncidentKind.SCHEDULER_DRIFT
        || (incident.kind() == IncidentKind.COULD_NOT_START && incident.occurrence() == null);
  }
}
